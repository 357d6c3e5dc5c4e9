//! Integration tests, in one binary: the command as a user runs it, and the files it writes.

mod cli_command;
mod cli_config;
mod cli_help;
mod cli_streams;
