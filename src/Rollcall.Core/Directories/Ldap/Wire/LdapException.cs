namespace Rollcall.Core.Directories.Ldap.Wire;

/// <summary>An LDAP server could not be used; what was read before is not to be trusted as the whole.</summary>
public sealed class LdapException : IOException
{
    public LdapException(LdapFault fault, string message, Exception? inner = null)
        : base(message, inner) => Fault = fault;

    /// <summary>Why.</summary>
    public LdapFault Fault { get; }

    internal static LdapException Of(LdapOutcome outcome, string doing) => new(
        outcome.Code switch
        {
            3 or 4 or 11 => LdapFault.LimitExceeded,
            8 or 13 => LdapFault.NeedsTls,
            9 or 10 => LdapFault.Referral,
            32 => LdapFault.NoSuchBase,
            48 or 49 => LdapFault.BadCredentials,
            50 => LdapFault.InsufficientAccess,
            51 or 52 => LdapFault.Vanished,
            _ => LdapFault.Refused,
        },
        $"The server refused to {doing} with result code {outcome.Code}{(outcome.Message.Length == 0 ? "" : ": " + Shortened(outcome.Message))}.");

    private static string Shortened(string text) => new([.. text.Take(200).Select(c => char.IsControl(c) ? ' ' : c)]);
}
