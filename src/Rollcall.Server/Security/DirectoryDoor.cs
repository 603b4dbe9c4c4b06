using Rollcall.Core.Access;
using Rollcall.Core.Accounts;

namespace Rollcall.Server.Security;

/// <summary>What was found out of a request under /scim before it was let in or refused; for the journal, which wants the refused ones most.</summary>
internal sealed class DirectoryDoor
{
    /// <summary>The token presented, whatever its state; null where it is none of ours.</summary>
    public Credential? Token { get; set; }

    /// <summary>The readable part of what was presented, where it is shaped like ours.</summary>
    public string? Prefix { get; set; }

    /// <summary>The directory of the token.</summary>
    public DirectoryStanding? Standing { get; set; }

    /// <summary>The directory that the path names, where there is one and it is not the token's: its owner sees that a stranger was refused.</summary>
    public DirectoryRow? Asked { get; set; }

    /// <summary>Why it was refused (<see cref="Core.Words.RefusalCodes"/>), or null.</summary>
    public string? Code { get; set; }
}
