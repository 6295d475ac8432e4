//! Mails into a folder, one file each: for development, and where no server is named.

use std::path::PathBuf;

use anyhow::Result;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use lettre::Message;

use super::Post;
use crate::outside::files;
use crate::store::secret;

/// The folder.
pub struct Folder(pub PathBuf);

impl Post for Folder {
    fn send(&self, message: Message) -> BoxFuture<'_, Result<()>> {
        let folder = self.0.clone();
        async move {
            let name = format!("{}.eml", secret::fresh()?);
            tokio::task::spawn_blocking(move || {
                files::make_folder(&folder)?;
                files::replace(&folder.join(name), &message.formatted())
            })
            .await??;
            Ok(())
        }
        .boxed()
    }
}
