// Writes pages that try to leave their place in a report, as JSON Lines: markup, ends of elements, controls of
// direction, escapes of a terminal, a line of a megabyte. A script that runs sets `escaped`.
const TRICKS = [
  '<script>globalThis.escaped=1</script>', '</script><script>globalThis.escaped=1</script>', '<img src=x onerror="globalThis.escaped=1">',
  '--><svg onload=globalThis.escaped=1>', '"><iframe srcdoc="<script>parent.escaped=1</script>">', "' onmouseover='globalThis.escaped=1", '<style>body{display:none}</style>',
  '\u202eesrever\u2066 <b>', '${globalThis.escaped=1}{{constructor.constructor("escaped=1")()}}', '\u001b[2J\u001b]0;x\u0007', 'javascript:globalThis.escaped=1', ']]><![CDATA[ &lt;script&gt; &#x3c;', '\u2028\u2029\ufeff\u0000',
];
const body = 'Sebanyak 412 warga tiga dusun di hilir Sungai Lumut mengungsi setelah tanggul retak sepanjang 9 meter pada Senin pagi. '
  + 'Kepala desa Wirya Kelana mengatakan warga dipindahkan ke balai desa dan dua sekolah dasar sebelum matahari terbit. '
  + 'Pintu pelimpah dibuka bertahap hingga 40 sentimeter agar tekanan pada tanggul berkurang, dikutip dari Antara. ';
const line = article => console.log(JSON.stringify(article));
TRICKS.forEach((trick, i) => line({
  // A record whose id holds a control character is refused.
  id: `${trick.replace(/\p{Cc}/gu, '')} ${i}`, outlet: `${trick} Post`, title: `${trick} Tanggul Lumut retak`, url: `javascript:globalThis.escaped=1//${i}`, byline: trick,
  published: `2025-03-0${1 + (i % 3)}T0${i % 10}:15:00+07:00`, text: `${trick}\nLumut (ANTARA) - ${body}${i % 2 ? trick : ''} ${body.split('. ').reverse().join('. ')}\nBaca juga: ${trick}\n© ${trick}`,
}));
line({ id: 'long-title', outlet: 'long', title: 'Tanggul '.repeat(20000), published: '2025-03-02', text: body });
line({ id: 'long-line', outlet: 'long', title: 'Satu baris', text: body + 'kata <b>tebal</b> '.repeat(60000) });
line({ id: 'no-space', outlet: 'long', title: 'x'.repeat(3000), text: body + 'y'.repeat(100000) });
