//! The data files beside the code: what differs between languages is read from them, never written into the code.
//!
//! A file has one entry a line and `#` before a comment; a `.tsv` has columns set apart by one tab. Files are part of
//! the program (`include_str!`) and parsed once, at first use. A test reads every one of them.

/// The entries of a data file, in order, without comments and blank lines.
pub(super) fn entries(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The entries of a file of `N` columns; a line with fewer is left out, which the tests of this module refuse.
pub(super) fn rows<const N: usize>(file: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    entries(file).filter_map(|line| {
        let mut cells = line.split('\t');
        let mut row = [""; N];
        for cell in &mut row {
            *cell = cells.next()?;
        }
        cells.next().is_none().then_some(row)
    })
}
