namespace Rollcall.Core.Accounts;

/// <summary>A directory and its account, read as of one moment: what a request under /scim needs to know before it is served.</summary>
public sealed record DirectoryStanding(AccountRow Account, DirectoryRow Directory);
