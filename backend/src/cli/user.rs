//! `user`: accounts, their roles, the first administrator. Links are printed, passwords never.

use std::io::Read as _;

use anyhow::{Context as _, Result, bail, ensure};
use clap::{Args, Subcommand};
use eclaireur_frontend::urls;
use eclaireur_models::access::{Grant, Role, Scope};
use eclaireur_models::period::Day;
use serde_json::{Value, json};

use super::{Common, Outcome, print};
use crate::app::App;
use crate::outside::mail::is_address;
use crate::people::{self, passwords};
use crate::store::accounts::AccountRow;
use crate::store::links::{self, Kind};
use crate::store::{accounts, buildings, federations, grants, organisations};

/// Accounts.
#[derive(Debug, Subcommand)]
pub(super) enum User {
    /// Makes one, gives it a role, prints its invitation.
    Add {
        /// Address.
        email: String,
        #[command(flatten)]
        role: RoleArgs,
        /// What the person is called.
        #[arg(long)]
        name: Option<String>,
        /// Reads the password from standard input.
        #[arg(long, conflicts_with = "invite")]
        password_stdin: bool,
        /// Prints a link where the person chooses a password; so it does without a word.
        #[arg(long)]
        invite: bool,
    },
    /// Prints a link to another password, or reads it.
    Password {
        /// Address.
        email: String,
        /// Reads it from standard input.
        #[arg(long)]
        password_stdin: bool,
    },
    /// Gives or takes a role.
    #[command(subcommand)]
    Role(RoleCommand),
    /// Every account.
    List,
    /// Closes one: its roles end, its name and address are erased.
    Close {
        /// Address.
        email: String,
    },
    /// Drops the second factor of somebody who lost the telephone and the recovery codes.
    FactorReset {
        /// Address.
        email: String,
    },
}

/// Roles of an account.
#[derive(Debug, Subcommand)]
pub(super) enum RoleCommand {
    /// Gives one.
    Add {
        /// Address.
        email: String,
        #[command(flatten)]
        role: RoleArgs,
    },
    /// Takes every role of this kind and scope that holds.
    Revoke {
        /// Address.
        email: String,
        #[command(flatten)]
        role: RoleArgs,
    },
}

/// A role and its scope.
#[derive(Debug, Args)]
pub(super) struct RoleArgs {
    /// manager, adviser, reviewer, cell, investor or administrator.
    #[arg(long)]
    role: String,
    /// Code of the organisation of a manager or an adviser.
    #[arg(long)]
    organisation: Option<String>,
    /// Codes of its buildings; all of them without.
    #[arg(long, num_args = 1..)]
    building: Vec<String>,
    /// Code of the federation of a reviewer.
    #[arg(long)]
    federation: Option<String>,
    /// First day; today without it.
    #[arg(long)]
    from: Option<Day>,
    /// First day no longer.
    #[arg(long)]
    to: Option<Day>,
}

impl RoleArgs {
    async fn grant(&self, app: &App) -> Result<Grant> {
        let role = match self.role.as_str() {
            "manager" => Role::Manager(self.scope(app).await?),
            "adviser" => Role::Adviser(self.scope(app).await?),
            "reviewer" => {
                let code = self.federation.as_deref().context("a reviewer needs --federation CODE")?;
                let row = federations::by_code(app.db.read(), code).await?;
                let row = row.with_context(|| format!("no federation `{code}`"))?;
                Role::Reviewer { federation: row.id.get() }
            }
            "cell" => Role::Cell,
            "investor" => Role::Investor,
            "administrator" => Role::Administrator,
            other => bail!("no role `{other}`; known: {}", Role::CODES.join(", ")),
        };
        ensure!(
            role.scope().is_some() || (self.organisation.is_none() && self.building.is_empty()),
            "a {} has no --organisation and no --building",
            role.code()
        );
        Ok(Grant { role, from: self.from.unwrap_or_else(|| app.clock.today()), to: self.to })
    }

    async fn scope(&self, app: &App) -> Result<Scope> {
        let c = app.db.read();
        let code = self.organisation.as_deref();
        let code = code.with_context(|| format!("a {} needs --organisation CODE", self.role))?;
        let row = organisations::by_code(c, code).await?;
        let organisation = row.with_context(|| format!("no organisation `{code}`"))?.id;
        let mut some = Vec::new();
        for code in &self.building {
            let held = buildings::by_code(c, code).await?.filter(|(whose, _)| whose.id == organisation);
            some.push(held.with_context(|| format!("no building `{code}` of this organisation"))?.1.id.get());
        }
        let buildings = (!some.is_empty()).then_some(some);
        Ok(Scope { organisation: organisation.get(), buildings })
    }
}

impl User {
    pub(super) async fn run(self, common: &Common) -> Result<Outcome> {
        let app = common.app().await?;
        let said = self.done(&app).await;
        app.db.clone().close().await?;
        let (text, value) = said?;
        print(&if common.json { serde_json::to_string_pretty(&value)? } else { text });
        Ok(Outcome::Done)
    }

    async fn done(self, app: &App) -> Result<(String, Value)> {
        match self {
            User::Add { email, role, name, password_stdin, invite: _ } => {
                add(app, &email, &role, name.as_deref(), password_stdin).await
            }
            User::Password { email, password_stdin } => password(app, &email, password_stdin).await,
            User::Role(RoleCommand::Add { email, role }) => {
                let (account, grant) = (held(app, &email).await?, role.grant(app).await?);
                let tx = app.db.begin().await?;
                let id = grants::give(&tx, &app.by(), account.id, &grant).await?;
                tx.commit().await?;
                Ok((format!("{id}"), json!({ "account": account.id, "grant": id })))
            }
            User::Role(RoleCommand::Revoke { email, role }) => revoke(app, &email, &role).await,
            User::List => list(app).await,
            User::Close { email } => {
                let account = held(app, &email).await?;
                let done = people::close(app, &app.by(), account.id).await;
                done.map_err(|_| anyhow::anyhow!("the account could not be closed"))?;
                Ok((format!("{}", account.id), json!({ "closed": account.id })))
            }
            User::FactorReset { email } => {
                let account = held(app, &email).await?;
                let tx = app.db.begin().await?;
                accounts::drop_factor(&tx, &app.by(), account.id).await?;
                people::end_others(&tx, &app.by(), account.id, None).await?;
                tx.commit().await?;
                Ok((format!("{}", account.id), json!({ "account": account.id })))
            }
        }
    }
}

async fn held(app: &App, email: &str) -> Result<AccountRow> {
    accounts::by_email(app.db.read(), email).await?.with_context(|| format!("no account `{email}`"))
}

/// The first line of standard input, as a password that may be kept.
fn typed(account: &AccountRow) -> Result<String> {
    let mut text = String::new();
    std::io::stdin().take(10_000).read_to_string(&mut text).context("reading standard input")?;
    let password = text.lines().next().unwrap_or_default().to_owned();
    let own = [account.email.as_deref().unwrap_or_default(), account.name.as_deref().unwrap_or_default()];
    match passwords::problem(&password, &own) {
        Some(problem) => bail!("the password is refused: {}", problem.code.code()),
        None => Ok(password),
    }
}

async fn set(app: &App, account: &AccountRow, password: &str) -> Result<()> {
    let hash = passwords::hash(password).await?;
    let tx = app.db.begin().await?;
    accounts::set_password(&tx, &app.by(), account.id, &hash).await?;
    people::end_others(&tx, &app.by(), account.id, None).await?;
    tx.commit().await?;
    Ok(())
}

async fn add(
    app: &App,
    email: &str,
    role: &RoleArgs,
    name: Option<&str>,
    from_stdin: bool,
) -> Result<(String, Value)> {
    ensure!(is_address(email.trim()), "`{email}` is no address");
    let (grant, by) = (role.grant(app).await?, app.by());
    let unmade = AccountRow {
        id: crate::store::AccountId::from_stored(0),
        email: Some(email.to_owned()),
        name: name.map(str::to_owned),
        password: None,
        totp_secret: None,
        totp_since: None,
        totp_step: None,
        created_at: 0,
        closed_at: None,
    };
    // Refused before anything is made.
    let password = from_stdin.then(|| typed(&unmade)).transpose()?;
    let tx = app.db.begin().await?;
    let account = accounts::found_or_made(&tx, &by, email).await?;
    if let Some(name) = name {
        accounts::set_name(&tx, &by, account.id, name).await?;
    }
    grants::give(&tx, &by, account.id, &grant).await?;
    tx.commit().await?;
    if let Some(password) = password {
        set(app, &account, &password).await?;
        return Ok((account.id.to_string(), json!({ "account": account.id })));
    }
    let link = people::invite(app, &by, account.id).await?;
    Ok((link.clone(), json!({ "account": account.id, "invitation": link })))
}

async fn password(app: &App, email: &str, from_stdin: bool) -> Result<(String, Value)> {
    let account = held(app, email).await?;
    if from_stdin {
        set(app, &account, &typed(&account)?).await?;
        return Ok((account.id.to_string(), json!({ "account": account.id })));
    }
    let tx = app.db.begin().await?;
    let secret = links::make(&tx, &app.by(), Kind::Reset, account.id, &json!({})).await?;
    tx.commit().await?;
    let link = app.settings.link(&urls::reset(&secret));
    Ok((link.clone(), json!({ "account": account.id, "reset": link })))
}

async fn revoke(app: &App, email: &str, role: &RoleArgs) -> Result<(String, Value)> {
    let (account, wanted) = (held(app, email).await?, role.grant(app).await?.role);
    let tx = app.db.begin().await?;
    let mut gone = Vec::new();
    for row in grants::of_account(&tx, account.id).await? {
        if row.revoked_at.is_none() && row.grant.role == wanted {
            grants::revoke(&tx, &app.by(), row.id).await?;
            gone.push(row.id);
        }
    }
    tx.commit().await?;
    ensure!(!gone.is_empty(), "`{email}` does not hold this role");
    Ok((format!("{}", gone.len()), json!({ "account": account.id, "revoked": gone })))
}

async fn list(app: &App) -> Result<(String, Value)> {
    let today = app.clock.today();
    let (mut lines, mut values) = (Vec::new(), Vec::new());
    for account in accounts::list(app.db.read()).await? {
        let all = grants::of_account(app.db.read(), account.id).await?;
        let roles: Vec<&str> =
            all.iter().filter(|row| row.holds(today)).map(|row| row.grant.role.code()).collect();
        let state = if account.closed_at.is_some() { "closed" } else { "open" };
        let email = account.email.clone().unwrap_or_default();
        lines.push(format!("{}\t{state}\t{email}\t{}", account.id, roles.join(",")));
        values.push(json!({
            "account": account.id,
            "state": state,
            "email": account.email,
            "name": account.name,
            "password": account.password.is_some(),
            "second_factor": account.has_factor(),
            "roles": roles,
        }));
    }
    Ok((lines.join("\n"), json!({ "accounts": values })))
}
