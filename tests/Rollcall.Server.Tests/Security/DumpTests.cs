using System.Buffers.Text;
using System.Text;
using Npgsql;
using Rollcall.Server.Hosting;

namespace Rollcall.Server.Tests.Security;

/// <summary>Whoever holds a dump of the database holds no secret: everything that was handed out is looked for in it, in several spellings.</summary>
public sealed class DumpTests
{
    [Fact]
    [Trait("incident", "PBL-15")]
    public async Task A_sqlite_file_holds_nothing_that_was_handed_out()
    {
        await using var server = await TestServer.StartAsync(static _ => new ServerOptions());
        var secrets = await HandOutAsync(server);
        var others = await OthersAsync(server);

        var files = Directory.GetFiles(server.Data, "rollcall.db*").Select(static file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        }).ToList();

        Assert.True(files.Sum(static file => file.Length) > 50_000);
        Assert.Contains(files, file => file.AsSpan().IndexOf("planted@acme.example"u8) >= 0);
        Assert.All(secrets.SelectMany(Spellings).Concat(others.SelectMany(Plain)), secret => Assert.All(files, file => Assert.True(file.AsSpan().IndexOf(secret) < 0, "A secret lies in the database.")));
    }

    [Fact]
    public async Task A_dump_of_postgresql_holds_nothing_that_was_handed_out()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var server = await TestServer.StartAsync(_ => new ServerOptions { Store = StoreKind.Postgres, Postgres = database.Connection });
        var secrets = await HandOutAsync(server);
        var others = await OthersAsync(server);
        var dump = new StringBuilder();
        await using var connection = new NpgsqlConnection(database.Connection);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        var tables = await LinesAsync(connection, "select quote_ident(tablename) from pg_tables where schemaname = 'public'");
        foreach (var table in tables)
        {
            // Bytes are shown as they are where they are text, and in hexadecimal.
            (await LinesAsync(connection, $"select row_to_json(t)::text from {table} t")).ForEach(line => dump.AppendLine(line));
        }

        var text = dump.ToString();
        Assert.True(tables.Count > 15);
        Assert.Contains(Convert.ToHexStringLower("planted"u8), text, StringComparison.Ordinal);
        Assert.All(secrets.SelectMany(Spellings).Concat(others.SelectMany(Plain)), secret =>
        {
            Assert.DoesNotContain(Encoding.Latin1.GetString(secret), text, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToHexStringLower(secret), text, StringComparison.Ordinal);
        });
    }

    /// <summary>One of everything that the server hands out, each used once, and each sent once where it does not belong.</summary>
    private static async Task<List<string>> HandOutAsync(TestServer server)
    {
        var tenant = await Tenant.CreateAsync(server);
        await tenant.PushAsync("planted", "planted@acme.example");
        var client = await Intake.OAuthClient.CreateAsync(tenant);
        var access = (await client.AskAsync()).Expect(200)["access_token"];
        var @operator = (await tenant.Operator.SendAsync("/api/operators/keys", """{"label":"dump"}""")).Expect(201)["key"];
        List<string> secrets = [tenant.Token, client.Secret, access, @operator];
        foreach (var kind in new[] { "administrator", "support", "gateway" })
        {
            secrets.Add(await tenant.KeyAsync(kind));
        }

        secrets.Add((await tenant.Operator.SendAsync(tenant.Path + "/receivers", """{"label":"polls","kind":"poll"}""")).Expect(201)["secret"]);
        secrets.Add(Core.Access.TokenText.Create(Core.Access.CredentialKind.Receiver).Reveal());
        (await tenant.Operator.SendAsync(tenant.Path + "/receivers", $$"""{"label":"shown","kind":"push","url":"https://receiver.invalid/","bearerToken":"{{secrets[^1]}}"}""")).Expect(201);

        foreach (var secret in secrets)
        {
            using var http = server.Client(secret);
            await http.ReadAsync(tenant.Scim + "/Users");
            await http.ReadAsync("/api/me");
            await http.ReadAsync($"{tenant.Scim}/Users?filter=userName eq \"{secret}\"&token={secret}");
            await http.ReadAsync($"{tenant.Scim}/Users/{secret}");
            await http.AskAsync("POST", tenant.Scim + "/Users", $$"""{"userName":7,"password":"{{secret}}","x":"{{secret}}"}""", "application/scim+json");
            await http.AskAsync("POST", "/oauth/token", $"grant_type=client_credentials&client_id={client.Id}&client_secret={secret}&scope={secret}", "application/x-www-form-urlencoded");
        }

        var log = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Core.Journal.ExchangeLog>(server.Server.Services);
        await log.FlushAsync();
        return secrets;
    }

    /// <summary>What is no credential of a request: a webhook's secret, an LDAP password, a code by which a device enrols.</summary>
    private static async Task<List<string>> OthersAsync(TestServer server)
    {
        var tenant = await Tenant.CreateAsync(server);
        await tenant.PushAsync("dora", "dora@acme.example");
        const string Password = "An LDAP-passwort, ganz geheim";
        (await tenant.Operator.SendAsync(
            tenant.Path + "/ldap-directories", $$"""{"label":"Office","host":"ldap.invalid","base":"dc=x","bindName":"cn=x","password":"{{Password}}","minutes":0}""")).Expect(201);
        return
        [
            Password,
            (await tenant.Operator.SendAsync(tenant.Path + "/receivers", """{"label":"hook","kind":"webhook","url":"https://receiver.invalid/"}""")).Expect(201)["secret"]["whsec_".Length..],
            (await tenant.Operator.SendAsync(tenant.Path + "/users/dora/device-codes", "{}")).Expect(200)["code"]["ENR-".Length..],
        ];
    }

    private static IEnumerable<byte[]> Plain(string secret)
    {
        var text = Encoding.UTF8.GetBytes(secret);
        return [text, Encoding.UTF8.GetBytes(Convert.ToBase64String(text)[..^4]), Encoding.UTF8.GetBytes(Convert.ToHexStringLower(text))];
    }

    /// <summary>The part that is secret: as text, in hexadecimal and base64, and the bytes themselves.</summary>
    private static IEnumerable<byte[]> Spellings(string secret)
    {
        var body = secret[13..];
        var text = Encoding.UTF8.GetBytes(body);
        yield return text;
        yield return Encoding.UTF8.GetBytes(Convert.ToBase64String(text)[..^4]);
        yield return Encoding.UTF8.GetBytes(Convert.ToHexStringLower(text));
        yield return Base64Url.DecodeFromChars(body);
    }

    private static async Task<List<string>> LinesAsync(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // The names are the database's own.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var lines = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            lines.Add(reader.GetString(0));
        }

        return lines;
    }
}
