//! What stands before several instances: takes turns, and goes to the next one where a connection is refused, as
//! `proxy_next_upstream error` of nginx does. A request that was sent is never sent again.
//!
//! One request a connection; heads and bodies as they come.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use reqwest::{Client, Method, RequestBuilder};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::answer::client;

/// A proxy that ends with its test.
pub(crate) struct Proxy {
    address: SocketAddr,
    client: Client,
    turns: Arc<Turns>,
    server: JoinHandle<()>,
}

#[derive(Default)]
struct Turns {
    instances: Vec<String>,
    next: AtomicUsize,
    /// Requests that an instance took and did not answer.
    lost: AtomicUsize,
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Proxy {
    /// Before instances at these addresses.
    pub(crate) async fn before(instances: &[&str]) -> Proxy {
        let instances = instances.iter().map(|address| (*address).to_owned()).collect();
        let turns = Arc::new(Turns { instances, ..Turns::default() });
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port is free");
        let address = listener.local_addr().expect("it has an address");
        let serving = turns.clone();
        let server = tokio::spawn(async move {
            loop {
                let (from, _) = listener.accept().await.expect("somebody asks");
                let turns = serving.clone();
                tokio::spawn(async move { turns.pass(from).await });
            }
        });
        Proxy { address, client: client(), turns, server }
    }

    /// A request to be completed by the test.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("http://{}{path}", self.address))
    }

    /// Requests that an instance took and did not answer.
    pub(crate) fn lost(&self) -> usize {
        self.turns.lost.load(Ordering::SeqCst)
    }
}

impl Turns {
    async fn pass(&self, mut from: TcpStream) {
        let Some(request) = whole(&mut from).await else { return };
        let Some(mut to) = self.reached().await else {
            return drop(
                from.write_all(b"HTTP/1.1 503 Nobody\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
                    .await,
            );
        };
        let mut answer = Vec::new();
        let sent = to.write_all(&request).await;
        let read = to.read_to_end(&mut answer).await;
        if sent.is_err() || read.is_err() || !is_whole(&answer) {
            self.lost.fetch_add(1, Ordering::SeqCst);
            answer = b"HTTP/1.1 502 Lost\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_vec();
        }
        // Whoever asked may have gone.
        drop(from.write_all(&answer).await);
    }

    /// The first instance that takes a connection, from the one whose turn it is on.
    async fn reached(&self) -> Option<TcpStream> {
        let turn = self.next.fetch_add(1, Ordering::SeqCst);
        for n in 0..self.instances.len() {
            let instance = &self.instances[(turn + n) % self.instances.len()];
            if let Ok(stream) = TcpStream::connect(instance).await {
                return Some(stream);
            }
        }
        None
    }
}

/// Where the head of a message ends, and how long its body is where that is said.
fn measured(message: &[u8]) -> Option<(usize, Option<usize>)> {
    let end = message.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let head = String::from_utf8_lossy(&message[..end]).to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
    Some((end, length))
}

/// A request with its body, which asks for one answer on its connection.
async fn whole(from: &mut TcpStream) -> Option<Vec<u8>> {
    let mut message = Vec::new();
    loop {
        if let Some((end, length)) = measured(&message)
            && message.len() >= end + length.unwrap_or(0)
        {
            // After the first line.
            let first = message.windows(2).position(|two| two == b"\r\n")? + 2;
            message.splice(first..first, *b"connection: close\r\n");
            return Some(message);
        }
        if from.read_buf(&mut message).await.ok()? == 0 {
            return None;
        }
    }
}

/// Whether an answer is all there: as long as it says, or ended by its last piece.
fn is_whole(answer: &[u8]) -> bool {
    match measured(answer) {
        Some((end, Some(length))) => answer.len() >= end + length,
        Some((end, None)) => answer.len() == end || answer.ends_with(b"0\r\n\r\n"),
        None => false,
    }
}
