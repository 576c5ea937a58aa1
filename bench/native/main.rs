//! For comparison: the same steps in Rust, using only std, over the same corpora.
//!
//! Reads the file that native.ts wrote. It contains each set: the length of its name and the name, the length and the
//! bytes of each payload, then 0xffff. A length of 0 ends the file. All lengths are two little-endian bytes.
//!
//! Each line of the standard input is an operation, a set and a number of milliseconds. The program measures for that
//! long and prints the nanoseconds per operation.

use std::collections::HashMap;
use std::hint::black_box;
use std::time::Instant;
use std::{env, fs, io, str};

fn is_sendable(code: u16) -> bool {
    matches!(code, 1000..=1003 | 1007..=1014 | 3000..=4999)
}

/// A code and an owned reason, or which rule was broken.
#[inline(never)]
fn decode(payload: &[u8]) -> Result<(u16, String), u8> {
    if payload.is_empty() {
        return Ok((1005, String::new()));
    }
    if payload.len() > 125 || payload.len() == 1 {
        return Err(1);
    }
    let code = u16::from_be_bytes([payload[0], payload[1]]);
    if !is_sendable(code) {
        return Err(2);
    }
    match str::from_utf8(&payload[2..]) {
        Ok(reason) => Ok((code, reason.to_owned())),
        Err(_) => Err(3),
    }
}

#[inline(never)]
fn encode_into(target: &mut [u8], code: u16, reason: &str) -> Option<usize> {
    if !is_sendable(code) || reason.len() > 123 {
        return None;
    }
    target[..2].copy_from_slice(&code.to_be_bytes());
    target[2..2 + reason.len()].copy_from_slice(reason.as_bytes());
    Some(2 + reason.len())
}

/// Runs passes for this many milliseconds; returns the median of the nanoseconds that one operation takes.
fn median_of<F: FnMut()>(operations: usize, milliseconds: u128, mut pass: F) -> f64 {
    let mut times: Vec<f64> = Vec::new();
    let begin = Instant::now();
    while times.is_empty() || begin.elapsed().as_millis() < milliseconds {
        let start = Instant::now();
        pass();
        times.push(start.elapsed().as_nanos() as f64 / operations as f64);
    }
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn read_sets(file: &[u8]) -> HashMap<&str, Vec<&[u8]>> {
    let mut at = 0;
    let mut take = |length: usize| {
        at += length;
        &file[at - length..at]
    };
    let mut sets = HashMap::new();
    loop {
        let name_length = u16::from_le_bytes(take(2).try_into().unwrap());
        if name_length == 0 {
            return sets;
        }
        let name = str::from_utf8(take(name_length as usize)).unwrap();
        let mut payloads = Vec::new();
        loop {
            let length = u16::from_le_bytes(take(2).try_into().unwrap());
            if length == 0xffff {
                break;
            }
            payloads.push(take(length as usize));
        }
        sets.insert(name, payloads);
    }
}

fn main() {
    let file = fs::read(env::args().nth(1).expect("the corpora")).expect("the corpora");
    let sets = read_sets(&file);
    let mut target = [0u8; 256];
    for line in io::stdin().lines() {
        let line = line.unwrap();
        let words: Vec<&str> = line.split(' ').collect();
        let payloads = &sets[words[1]];
        let milliseconds = words[2].parse().unwrap();
        let nanoseconds = if words[0] == "decodeClosePayload" {
            median_of(payloads.len(), milliseconds, || {
                for payload in payloads {
                    let _ = black_box(decode(black_box(payload)));
                }
            })
        } else {
            let closings: Vec<(u16, String)> = payloads.iter().map(|payload| decode(payload).unwrap()).collect();
            median_of(closings.len(), milliseconds, || {
                for (code, reason) in &closings {
                    black_box(encode_into(black_box(&mut target), *code, black_box(reason)));
                }
            })
        };
        println!("{nanoseconds}");
    }
}
