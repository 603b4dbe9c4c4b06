using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Rollcall.Core.Access;

/// <summary>The text of tokens and keys: <c>rct_</c>, 8 characters to know it by, <c>_</c>, 256 random bits in base64url.</summary>
/// <remarks>The fixed beginnings let secret scanners find a leaked one.</remarks>
public static class TokenText
{
    /// <summary>The whole length.</summary>
    public const int Length = PrefixLength + 1 + BodyLength;

    /// <summary>The length of the readable part.</summary>
    public const int PrefixLength = 12;

    private const int BodyLength = 43;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>The characters of the readable part.</summary>
    internal static readonly SearchValues<char> Readable = SearchValues.Create(Alphabet);
    private static readonly SearchValues<char> s_body = SearchValues.Create(Alphabet + "-_");

    /// <summary>Makes a new one from the machine's source of chance.</summary>
    public static Secret Create(CredentialKind kind) =>
        new($"{Beginning(kind)}_{RandomNumberGenerator.GetString(Alphabet, 8)}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}");

    /// <summary>The readable part, which tells the credential apart and opens nothing.</summary>
    public static string PrefixOf(Secret secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        return secret.Reveal()[..PrefixLength];
    }

    /// <summary>Whether a text can be one of ours; what cannot is not looked up.</summary>
    public static bool IsWellFormed(string? text) =>
        text is { Length: Length }
        && text.AsSpan(0, 4) is "rct_" or "rck_" or "rcg_" or "rcs_" or "rcf_" or "rce_"
        && text[PrefixLength] == '_'
        && !text.AsSpan(4, 8).ContainsAnyExcept(Readable)
        && !text.AsSpan(PrefixLength + 1).ContainsAnyExcept(s_body);

    /// <summary>The readable part of a text that is shaped like ours, or null: what the journal may show of an unknown token.</summary>
    public static string? PrefixOrNull(string? text) => IsWellFormed(text) || AccessTokens.IsWellFormed(text) ? text![..PrefixLength] : null;

    private static string Beginning(CredentialKind kind) => kind switch
    {
        CredentialKind.Directory => "rct",
        CredentialKind.Gateway => "rcg",
        CredentialKind.ClientSecret => "rcs",
        CredentialKind.Receiver => "rce",
        CredentialKind.ClientTrust => "rcf",
        _ => "rck",
    };
}
