//! A file of 200 MB is refused, and the service does not grow with it.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use reqwest::Method;

use crate::support::{Answer, Program, read};

const MEGABYTE: usize = 1_000_000;

/// The most memory a process ever held, in bytes, as the system says.
fn most_memory(process: u32) -> usize {
    let status = String::from_utf8(read(format!("/proc/{process}/status").as_ref())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap() * 1024
}

/// Sends an upload of so many megabytes, a megabyte at a time; gives the beginning of the answer.
fn send(address: &str, megabytes: usize) -> String {
    let head = b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n";
    let tail = b"\r\n--x--\r\n";
    let length = head.len() + megabytes * MEGABYTE + tail.len();
    let row = b"01-01-2024;00:00:00;01-01-2024;00:15:00;541448820000000008;0,125;kWh\r\n";
    let block: Vec<u8> = row.iter().copied().cycle().take(MEGABYTE).collect();
    let mut stream = TcpStream::connect(address).unwrap();
    let request = format!(
        "POST /api/v1/organisations/les-tilleuls/imports?create_meters=true HTTP/1.1\r\nHost: {address}\r\n\
         Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).unwrap();
    stream.write_all(head).unwrap();
    for _ in 0..megabytes {
        stream.write_all(&block).unwrap();
    }
    stream.write_all(tail).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_megabytes_are_refused_and_not_held() {
    let program = Program::new();
    program.run(&["organisation", "add", "--name", "Les Tilleuls"]).is(0);
    program.run(&["building", "add", "--organisation", "les-tilleuls", "--name", "Les Tilleuls"]).is(0);
    let service = program.serve(&[]);
    let address = service.address().to_owned();
    let answers = (0..2).map(|_| {
        let address = address.clone();
        tokio::task::spawn_blocking(move || send(&address, 200))
    });
    for answer in futures_util::future::join_all(answers).await {
        let answer = answer.unwrap();
        assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
        assert!(
            answer.contains("\"code\":\"too-large\"") && answer.contains("\"max_bytes\":50000000"),
            "{answer}"
        );
    }
    let most = most_memory(service.id());
    assert!(most < 300 * 1024 * 1024, "{} MB", most / MEGABYTE);
    Answer::to(service.request(Method::GET, "/readyz")).await.is(200);
    let imports = service.request(Method::GET, "/api/v1/organisations/les-tilleuls/imports");
    assert_eq!(Answer::to(imports).await.is(200).json()["total"], 0);
}
