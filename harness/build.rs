//! Packs the suite that the program carries: scenarios and their snapshots.
//!
//! Only optimised builds carry it. Others read it from the sources when they run, so that an edited
//! scenario does not mean compiling everything again.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/bundle/pack.rs"]
mod pack;

/// The folders that are carried, and the endings of files that matter.
const FOLDERS: [(&str, &[&str]); 2] = [
    ("scenarios", &["yaml", "vcf", "toml"]),
    ("snapshots", &["snap"]),
];

/// The level of compression that takes longest.
const SMALLEST: u8 = 10;

fn main() -> Result<(), Box<dyn Error>> {
    let packs = env::var("PROFILE")? == "release";
    let (root, target) = (env::var("CARGO_MANIFEST_DIR")?, env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed=harness/build.rs");
    println!("cargo::rerun-if-changed=harness/src/bundle/pack.rs");
    for (folder, endings) in FOLDERS {
        let mut files = Vec::new();
        if packs {
            println!("cargo::rerun-if-changed={folder}");
            collect(
                &Path::new(&root).join(folder),
                (folder, endings),
                &mut files,
            )?;
        }
        let packed = miniz_oxide::deflate::compress_to_vec(&pack::pack(&files), SMALLEST);
        fs::write(
            PathBuf::from(&target).join(format!("{folder}.pack")),
            packed,
        )?;
    }
    Ok(())
}

/// Adds the files below a folder, sorted by name, each by its path.
fn collect(
    folder: &Path,
    (name, endings): (&str, &[&str]),
    files: &mut Vec<(String, String)>,
) -> Result<(), Box<dyn Error>> {
    let entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let own = path.file_name().unwrap_or_default().to_string_lossy();
        let name = format!("{name}/{own}");
        if path.is_dir() {
            collect(&path, (&name, endings), files)?;
        } else if endings
            .iter()
            .any(|ending| name.ends_with(&format!(".{ending}")))
        {
            files.push((name, fs::read_to_string(&path)?));
        }
    }
    Ok(())
}
