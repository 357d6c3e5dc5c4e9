// Chromium, at $CHROMIUM or where Debian has it. On a busy machine it has been seen to end while it starts; then it is
// started again, and what it is asked for is asked once.
import { chromium } from 'playwright-core';

const options = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
};

export async function launch() {
  for (let tries = 3; ; tries -= 1) {
    try {
      return await chromium.launch(options);
    } catch (error) {
      if (tries === 1) throw error;
      console.error(`Chromium did not start: ${error.message.split('\n')[0]}`);
    }
  }
}
