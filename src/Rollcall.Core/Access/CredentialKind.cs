namespace Rollcall.Core.Access;

/// <summary>What a token or key is for.</summary>
public enum CredentialKind
{
    /// <summary>A bearer token of a SCIM directory.</summary>
    Directory = 1,

    /// <summary>A key to all accounts.</summary>
    Operator = 2,

    /// <summary>A key to one account.</summary>
    Administrator = 3,

    /// <summary>A key that reads one account and asks why.</summary>
    Support = 4,

    /// <summary>A key of a gateway, whose word admits clients of one account.</summary>
    Gateway = 5,

    /// <summary>A secret of an OAuth client of a SCIM directory: it is exchanged for access tokens, and opens nothing itself.</summary>
    ClientSecret = 6,

    /// <summary>The trust of an OAuth client in assertions of one issuer: it has no secret, and opens nothing itself.</summary>
    ClientTrust = 7,

    /// <summary>A key of a receiver of events, with which it polls.</summary>
    Receiver = 20,
}
