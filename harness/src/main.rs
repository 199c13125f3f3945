//! The program `cardproof`.

use std::process::ExitCode;

use cardproof::cli::{self, Command};
use mimalloc::MiMalloc;

/// The mock's journal and the YAML of scenarios are many small allocations on several threads.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let (command, console) = cli::arguments();
    let end = match command {
        Command::Serve(arguments) => cli::serve(*arguments, &console),
        Command::Wait(arguments) => cli::wait(arguments, &console),
        Command::Record(arguments) => cli::record(*arguments, &console),
        Command::Run(arguments) => cli::run(*arguments, &console),
        Command::Repro(arguments) => cli::repro(&arguments, &console),
        Command::Report(arguments) => cli::report(arguments, &console),
        Command::Doctor(arguments) => cli::doctor(&arguments, &console),
        Command::Login(arguments) => cli::login(&arguments, &console),
        Command::Target(arguments) => cli::target_files(&arguments, &console),
        Command::List(arguments) => cli::list(&arguments, &console),
        Command::Explain(arguments) => cli::explain(&arguments, &console),
        Command::Coverage(arguments) => cli::coverage(&arguments, &console),
        Command::New(arguments) => cli::write_new(&arguments, &console),
        Command::Lint(arguments) => cli::lint(&arguments, &console),
        Command::Fmt(arguments) => cli::fmt(&arguments, &console),
        Command::Schema(arguments) => cli::write_schema(&arguments, &console),
        Command::Review(arguments) => cli::review(&arguments, &console),
        Command::Mutants(arguments) => cli::mutants(*arguments, &console),
        Command::Completions(arguments) => cli::completions(&arguments, &console),
        Command::Man(arguments) => cli::man(&arguments, &console),
        Command::Generate(arguments) => cli::generate(&arguments, &console),
    };
    console.end(end)
}
