using Rollcall.Core.Words;

namespace Rollcall.Core.Accounts;

/// <summary>The Base URL that an administrator pastes into the identity provider.</summary>
public static class BaseUrl
{
    /// <summary>The path under which SCIM is served.</summary>
    public const string Root = "/scim/v2";

    /// <summary>The Base URL of a directory: public address, then opaque ids.</summary>
    /// <param name="publicAddress">The address by which the identity provider reaches us; it may have a path.</param>
    /// <param name="account">The account's id.</param>
    /// <param name="directory">The directory's id.</param>
    public static Uri Of(Uri publicAddress, AccountId account, DirectoryId directory)
    {
        ArgumentNullException.ThrowIfNull(publicAddress);
        return new Uri(publicAddress.AbsoluteUri.TrimEnd('/') + PathOf(account, directory));
    }

    /// <summary>The path alone, without a prefix.</summary>
    public static string PathOf(AccountId account, DirectoryId directory) => $"{Root}/{account}/{directory}";
}
