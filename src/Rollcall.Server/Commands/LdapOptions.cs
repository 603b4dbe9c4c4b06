using System.CommandLine;
using Rollcall.Server.Contracts;
using Rollcall.Server.Remote;

namespace Rollcall.Server.Commands;

/// <summary>The options of an LDAP directory's settings.</summary>
internal sealed class LdapOptions
{
    private const int MostBytes = 64 * 1024;
    private readonly Option<string?> _host = Frame.Option<string?>("--host", "Name of the server, of which its certificate must be.", "name");
    private readonly Option<int?> _port = Frame.Number("--port", "636 for ldaps, 389 for the others, where it is left out.");
    private readonly Option<string?> _protection = Frame.Option<string?>("--protection", "ldaps (TLS from the first byte), startTls, or plain (the password can be read on the way).", "kind");
    private readonly Option<string?> _ca = Frame.Option<string?>("--ca-file", "PEM file of whoever alone may have signed the server's certificate.", "file");
    private readonly Option<string?> _bind = Frame.Option<string?>("--bind", "The name to bind by; it needs to read only.", "name");
    private readonly Option<string?> _password = Frame.Option<string?>("--password-file", "File with its password, or - for standard input.", "file");
    private readonly Option<string?> _base = Frame.Option<string?>("--base", "Below what users and groups lie.", "dn");
    private readonly Option<string?> _schema = Frame.Option<string?>("--schema", "openLdap or activeDirectory.", "kind");
    private readonly Option<string?> _users = Frame.Option<string?>("--user-filter", "Narrows the users; an empty text takes it away.", "filter");
    private readonly Option<string?> _groups = Frame.Option<string?>("--group-filter", "Narrows the groups.", "filter");
    private readonly Option<string?> _userName = Frame.Option<string?>("--user-name-attribute", "The attribute of the user name (uid; userPrincipalName).", "attribute");
    private readonly Option<string?> _email = Frame.Option<string?>("--email-attribute", "The attribute of the address (mail).", "attribute");
    private readonly Option<bool?> _removes = Frame.Option<bool?>("--removes", "Whether users who are gone there are removed here (false: they are disabled).", "true|false");
    private readonly Option<int?> _minutes = Frame.Number("--minutes", "Minutes from one pull to the next, 5 to 10080 (60); 0: only when asked.");
    private readonly Option<int?> _losses = Frame.Number("--most-losses", "Users that one pull may disable or remove before it is held (10).");
    private readonly Option<int?> _memberships = Frame.Number("--most-memberships", "Memberships that one pull may end before it is held (200).");
    private readonly Option<int?> _addresses = Frame.Number("--most-addresses", "Users whose address one pull may change before it is held (20).");

    public IReadOnlyList<Symbol> All =>
        [_host, _port, _protection, _ca, _bind, _password, _base, _schema, _users, _groups, _userName, _email, _removes, _minutes, _losses, _memberships, _addresses];

    /// <summary>What was given; null where a file cannot be read, with the reason.</summary>
    public async Task<(LdapDirectoryWish? Wish, Problem? Wrong)> ReadAsync(Ask ask)
    {
        var parsed = ask.Parsed;
        try
        {
            return (new LdapDirectoryWish(
                null,
                parsed.GetValue(_host),
                parsed.GetValue(_port),
                parsed.GetValue(_protection),
                await FileAsync(parsed.GetValue(_ca), ask.Ct),
                parsed.GetValue(_bind),
                (await FileAsync(parsed.GetValue(_password), ask.Ct))?.TrimEnd('\r', '\n'),
                parsed.GetValue(_base),
                parsed.GetValue(_schema),
                parsed.GetValue(_users),
                parsed.GetValue(_groups),
                parsed.GetValue(_userName),
                parsed.GetValue(_email),
                parsed.GetValue(_removes),
                parsed.GetValue(_minutes),
                parsed.GetValue(_losses),
                parsed.GetValue(_memberships),
                parsed.GetValue(_addresses)), null);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return (null, NoAnswer.Of("fileUnreadable", unreadable.Message, "Name a file that can be read; nothing was changed."));
        }
    }

    private static async Task<string?> FileAsync(string? path, CancellationToken ct)
    {
        if (path is null)
        {
            return null;
        }

        if (path == "-")
        {
            return await Console.In.ReadToEndAsync(ct);
        }

        return new FileInfo(path) is { Exists: true, Length: > MostBytes } ? throw new IOException($"{path} is larger than {MostBytes} bytes.") : await File.ReadAllTextAsync(path, ct);
    }
}
