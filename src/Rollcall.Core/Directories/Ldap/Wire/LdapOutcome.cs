namespace Rollcall.Core.Directories.Ldap.Wire;

/// <summary>How an operation ended (RFC 4511, section 4.1.9).</summary>
/// <param name="Code">0: well.</param>
/// <param name="Message">What the server says of it.</param>
/// <param name="Cookie">Of a paged search: where it goes on; empty after the last page, null where the server did not page.</param>
internal sealed record LdapOutcome(int Code, string Message, byte[]? Cookie);

/// <summary>One message of a server.</summary>
internal abstract record LdapAnswer(int Id)
{
    public sealed record Entry(int Id, LdapEntry Value) : LdapAnswer(Id);

    public sealed record Reference(int Id, string Url) : LdapAnswer(Id);

    public sealed record Done(int Id, LdapOutcome Outcome) : LdapAnswer(Id);

    /// <summary>Something that nobody asked for; it is passed over.</summary>
    public sealed record Other(int Id) : LdapAnswer(Id);
}
