//! Where words begin and end in a stretch of ASCII, and its lower case.
//!
//! **In** bytes. **Out** edges in turn, a beginning and an end for each word. One body, compiled three times: for any
//! processor, for those with AVX2 and BMI, and for those with AVX-512 VBMI2; which one this is, is told while running. They
//! differ in how 64 bytes become 64 bits and how the bits become places, and a property test holds them together.

use std::hint::black_box;

use super::BLOCK;

/// Fills `lower` with the lower case of `text` and `edges` with the places where words begin and end, in turn; gives the
/// number of edges.
///
/// Both must have room for whole blocks, `edges` for one more and 8.
pub(super) fn find(text: &[u8], lower: &mut [u8], edges: &mut [u32]) -> usize {
    #[cfg(target_arch = "x86_64")]
    if widest::is_there() {
        return widest::find(text, lower, edges);
    } else if wide::is_there() {
        return wide::find(text, lower, edges);
    }
    body(text, lower, edges, mask, places)
}

/// The body of [`find`].
///
/// `mask` gathers the highest bits of bytes that are 0 or 255, the first lowest; `places` puts the places of the bits of
/// a number, counted from another number, into an array, and may put anything behind them.
#[inline(always)]
#[expect(
    clippy::inline_always,
    reason = "it is compiled anew for each kind of processor, inside its caller"
)]
fn body(
    text: &[u8],
    lower: &mut [u8],
    edges: &mut [u32],
    mask: impl Fn(&[u8; BLOCK]) -> u64,
    places: impl Fn(u64, u32, &mut [u32; BLOCK]),
) -> usize {
    let n_blocks = text.len().div_ceil(BLOCK);
    let (mut n, mut before) = (0, 0);
    for (i, lower) in lower.chunks_exact_mut(BLOCK).take(n_blocks).enumerate() {
        let start = i * BLOCK;
        let Some((lower, _)) = lower.split_first_chunk_mut::<BLOCK>() else {
            break;
        };
        let is_word = match text[start..].first_chunk::<BLOCK>() {
            Some(block) => classify(block, lower),
            None => classify(&padded(&text[start..]), lower),
        };
        let mask = mask(&is_word);
        let changes = mask ^ (mask << 1 | before);
        before = mask >> (BLOCK - 1);
        if let Some((out, _)) = edges[n..].split_first_chunk_mut::<BLOCK>() {
            places(changes, start as u32, out);
        }
        n += changes.count_ones() as usize;
    }
    if before == 1 {
        edges[n] = (n_blocks * BLOCK) as u32;
        n += 1;
    }
    n
}

/// The lower case of `block`, and whether a letter or digit of ASCII stands at each byte: 255 or 0.
#[inline(always)]
#[expect(clippy::inline_always, reason = "as for the body it belongs to")]
fn classify(block: &[u8; BLOCK], lower: &mut [u8; BLOCK]) -> [u8; BLOCK] {
    let mut is_word = [0; BLOCK];
    for ((&byte, lower), is_word) in block.iter().zip(lower.iter_mut()).zip(&mut is_word) {
        let small = byte | 0x20;
        let letter = small.wrapping_sub(b'a') < 26;
        let digit = byte.wrapping_sub(b'0') < 10;
        *lower = byte | u8::from(letter) << 5;
        *is_word = if letter | digit { 0xFF } else { 0 };
    }
    is_word
}

/// Gathers the highest bits in any processor.
fn mask(is_word: &[u8; BLOCK]) -> u64 {
    let mut mask = 0;
    for (i, eight) in is_word.chunks_exact(8).enumerate() {
        // The product gathers the lowest bit of each byte in the highest byte; no two of its terms meet in a bit.
        let lowest = number(eight) & 0x0101_0101_0101_0101;
        let gathered = lowest.wrapping_mul(0x0102_0408_1020_4080) >> 56;
        mask |= gathered << (8 * i);
    }
    mask
}

/// Finds the places of bits in any processor, eight at a time.
#[inline(always)]
#[expect(clippy::inline_always, reason = "as for the body it belongs to")]
fn places(mut bits: u64, start: u32, out: &mut [u32; BLOCK]) {
    let n = bits.count_ones() as usize;
    for eight in out.chunks_exact_mut(8).take(n.div_ceil(8)) {
        for place in eight {
            // The compiler would pack eight of them into a vector one by one, which takes twice the time.
            *place = black_box(start.wrapping_add(bits.trailing_zeros()));
            bits &= bits.wrapping_sub(1);
        }
    }
}

/// Eight bytes as a number.
fn number(bytes: &[u8]) -> u64 {
    let mut eight = [0; 8];
    eight.copy_from_slice(bytes);
    u64::from_le_bytes(eight)
}

/// `tail`, shorter than a block, with zeros behind it.
fn padded(tail: &[u8]) -> [u8; BLOCK] {
    let mut block = [0; BLOCK];
    block[..tail.len()].copy_from_slice(tail);
    block
}

/// The same for processors with AVX2, BMI1 and POPCNT.
#[cfg(target_arch = "x86_64")]
#[expect(
    unsafe_code,
    reason = "a function for other processors than the compiler may assume is called after asking for them"
)]
mod wide {
    use std::arch::x86_64::{_mm256_movemask_epi8, _mm256_set_epi64x};

    use super::{BLOCK, body, number, places};

    /// Whether this processor is one.
    pub(super) fn is_there() -> bool {
        is_x86_feature_detected!("avx2")
            && is_x86_feature_detected!("bmi1")
            && is_x86_feature_detected!("popcnt")
    }

    /// As [`super::find`]. It takes a twentieth off all CPU time of a deduplication; `docs/performance.md` has the
    /// measurement.
    pub(super) fn find(text: &[u8], lower: &mut [u8], edges: &mut [u32]) -> usize {
        assert!(is_there(), "asked for before");
        // SAFETY: the function needs nothing but a processor that has what its attribute names, which was just asked.
        unsafe { compiled(text, lower, edges) }
    }

    #[target_feature(enable = "avx2,bmi1,popcnt")]
    fn compiled(text: &[u8], lower: &mut [u8], edges: &mut [u32]) -> usize {
        let mask = |is_word: &[u8; BLOCK]| {
            let lane = |i: usize| number(&is_word[8 * i..8 * i + 8]).cast_signed();
            let half = |i: usize| {
                let lanes = _mm256_set_epi64x(lane(i + 3), lane(i + 2), lane(i + 1), lane(i));
                u64::from(_mm256_movemask_epi8(lanes).cast_unsigned())
            };
            half(0) | half(4) << 32
        };
        body(text, lower, edges, mask, places)
    }
}

/// The same for processors with AVX-512 and its second set of byte instructions (Ice Lake, Zen 4 and later).
#[cfg(target_arch = "x86_64")]
#[expect(
    unsafe_code,
    reason = "a function for other processors than the compiler may assume is called after asking for them"
)]
mod widest {
    use std::arch::x86_64::{
        _mm512_add_epi32, _mm512_castsi512_si128, _mm512_cvtepu8_epi32, _mm512_extracti32x4_epi32,
        _mm512_maskz_compress_epi8, _mm512_movepi8_mask, _mm512_set_epi64, _mm512_set1_epi32,
        _mm512_storeu_si512,
    };

    use super::{BLOCK, body, number};

    /// The places of a block, in order.
    const PLACES: [u8; BLOCK] = {
        let mut places = [0; BLOCK];
        let mut i = 0;
        while i < BLOCK {
            places[i] = i as u8;
            i += 1;
        }
        places
    };

    /// Whether this processor is one.
    pub(super) fn is_there() -> bool {
        is_x86_feature_detected!("avx512vbmi2")
            && is_x86_feature_detected!("avx512bw")
            && is_x86_feature_detected!("bmi1")
            && is_x86_feature_detected!("popcnt")
    }

    /// As [`super::find`]. `docs/performance.md` says what it is worth.
    pub(super) fn find(text: &[u8], lower: &mut [u8], edges: &mut [u32]) -> usize {
        assert!(is_there(), "asked for before");
        // SAFETY: the function needs nothing but a processor that has what its attribute names, which was just asked.
        unsafe { compiled(text, lower, edges) }
    }

    #[target_feature(enable = "avx512vbmi2,avx512bw,bmi1,popcnt")]
    fn compiled(text: &[u8], lower: &mut [u8], edges: &mut [u32]) -> usize {
        let vector = |bytes: &[u8; BLOCK]| {
            let lane = |i: usize| number(&bytes[8 * i..8 * i + 8]).cast_signed();
            _mm512_set_epi64(
                lane(7),
                lane(6),
                lane(5),
                lane(4),
                lane(3),
                lane(2),
                lane(1),
                lane(0),
            )
        };
        let mask = |is_word: &[u8; BLOCK]| _mm512_movepi8_mask(vector(is_word));
        let places = |bits: u64, start: u32, out: &mut [u32; BLOCK]| {
            let n = bits.count_ones() as usize;
            let packed = _mm512_maskz_compress_epi8(bits, vector(&PLACES));
            let start = _mm512_set1_epi32(start.cast_signed());
            let quarters = [
                _mm512_castsi512_si128(packed),
                _mm512_extracti32x4_epi32::<1>(packed),
                _mm512_extracti32x4_epi32::<2>(packed),
                _mm512_extracti32x4_epi32::<3>(packed),
            ];
            let outs = out.chunks_exact_mut(16).take(n.div_ceil(16));
            for (out, quarter) in outs.zip(quarters) {
                let places = _mm512_add_epi32(_mm512_cvtepu8_epi32(quarter), start);
                // SAFETY: `out` is 16 numbers of four bytes, which is what is written; the instruction asks for no
                // alignment.
                unsafe { _mm512_storeu_si512(out.as_mut_ptr().cast(), places) };
            }
        };
        body(text, lower, edges, mask, places)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Find = fn(&[u8], &mut [u8], &mut [u32]) -> usize;

    proptest! {
        /// Both compilations of the body agree.
        #[test]
        fn every_processor_finds_the_same(text in "[\\x00-\\x7F]{0,300}") {
            let length = text.len().next_multiple_of(BLOCK) + BLOCK + 8;
            let run = |find: Find| {
                let (mut lower, mut edges) = (vec![0; length], vec![0; length]);
                let n = find(text.as_bytes(), &mut lower, &mut edges);
                edges.truncate(n);
                (lower, edges)
            };
            let expected = run(|t, l, e| body(t, l, e, mask, places));
            let lower = text.to_ascii_lowercase();
            prop_assert_eq!(&expected.0[..text.len()], lower.as_bytes());
            prop_assert_eq!(&run(find), &expected);
            #[cfg(target_arch = "x86_64")]
            for (is_there, find) in [(wide::is_there(), wide::find as Find), (widest::is_there(), widest::find)] {
                prop_assert!(!is_there || run(find) == expected);
            }
        }
    }
}
