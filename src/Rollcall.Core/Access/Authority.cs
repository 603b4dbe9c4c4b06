namespace Rollcall.Core.Access;

/// <summary>What a credential may do. What is not named here is denied.</summary>
public static class Authority
{
    /// <summary>Whether a live credential may do something in an account.</summary>
    /// <param name="kind">The credential's kind.</param>
    /// <param name="home">The account that it belongs to; 0 for the installation.</param>
    /// <param name="right">What is asked.</param>
    /// <param name="account">Where; 0 for the installation itself.</param>
    public static bool May(CredentialKind kind, long home, Right right, long account) => (kind, right) switch
    {
        (CredentialKind.Operator, Right.Operate or Right.Administer or Right.Read) => home == 0,
        (CredentialKind.Administrator, Right.Administer or Right.Read) => IsHome(home, account),
        (CredentialKind.Support, Right.Read) => IsHome(home, account),
        (CredentialKind.Gateway, Right.Vouch) => IsHome(home, account),
        (CredentialKind.Receiver, Right.Poll) => IsHome(home, account),
        (CredentialKind.Directory or CredentialKind.ClientSecret or CredentialKind.ClientTrust, Right.Push) => IsHome(home, account),
        _ => false,
    };

    /// <summary>Whether a credential is a key to /api and /client. Tokens of directories and secrets of OAuth clients are nobody's there.</summary>
    public static bool IsKey(CredentialKind kind) =>
        kind is CredentialKind.Operator or CredentialKind.Administrator or CredentialKind.Support or CredentialKind.Gateway or CredentialKind.Receiver;

    /// <summary>Whether a credential belongs to an OAuth client, and is shown by an access token that was given for it.</summary>
    public static bool IsOfClient(CredentialKind kind) => kind is CredentialKind.ClientSecret or CredentialKind.ClientTrust;

    private static bool IsHome(long home, long account) => home != 0 && home == account;
}

/// <summary>The rights (product rule 2).</summary>
public enum Right
{
    /// <summary>Create accounts, set license totals and the User ID type, make operators.</summary>
    Operate,

    /// <summary>Change one account: directories, tokens, keys, blocks.</summary>
    Administer,

    /// <summary>Read one account, ask why, open references and cases.</summary>
    Read,

    /// <summary>Say who connects, on a gateway's word.</summary>
    Vouch,

    /// <summary>Push users and groups into one directory.</summary>
    Push,

    /// <summary>Poll for the events of one receiver.</summary>
    Poll,
}
