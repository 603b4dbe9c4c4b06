namespace Rollcall.Core.Words;

/// <summary>Why a request under /scim was refused before it reached a record: the code in the journal, which checks of the doctor read.</summary>
public static class RefusalCodes
{
    /// <summary>401: no bearer token at all.</summary>
    public const string TokenMissing = "tokenMissing";

    /// <summary>401: nobody's token.</summary>
    public const string TokenUnknown = "tokenUnknown";

    /// <summary>401: a token past its expiry.</summary>
    public const string TokenExpired = "tokenExpired";

    /// <summary>401: a token that was revoked.</summary>
    public const string TokenRevoked = "tokenRevoked";

    /// <summary>403: a live token on the path of another directory.</summary>
    public const string WrongDirectory = "wrongDirectory";

    /// <summary>403: the directory is disabled.</summary>
    public const string DirectoryDisabled = "directoryDisabled";

    /// <summary>503: the directory is paused.</summary>
    public const string DirectoryPaused = "directoryPaused";

    /// <summary>403: the account is suspended.</summary>
    public const string AccountSuspended = "accountSuspended";

    /// <summary>404: no such route below /scim.</summary>
    public const string UnknownRoute = "unknownRoute";

    /// <summary>409: a name or externalId is taken (RFC 7644, table 9).</summary>
    public const string Uniqueness = "uniqueness";
}
