using System.Text.Json;
using System.Text.Json.Nodes;
using Rollcall.Core.Directories.Ldap.Wire;
using Rollcall.Core.People;
using Rollcall.Core.Roll;
using Rollcall.Scim.Schemas;

namespace Rollcall.Core.Directories.Ldap;

/// <summary>A user's entry as a document in SCIM's words, so that a record reads the same wherever it comes from; and what the document says.</summary>
internal static class LdapPerson
{
    private const int LongestKey = 512;
    private const int Disabled = 2;

    /// <summary>The entry's lasting id: text as it is, Active Directory's 16 bytes as a GUID.</summary>
    public static string? IdOf(LdapEntry entry, LdapAttributes attributes) => entry.Bytes(attributes.Id) switch
    {
        { Length: 16 } guid when attributes.Id == "objectGUID" => new Guid(guid).ToString(),
        _ => entry.Text(attributes.Id),
    };

    /// <summary>Reads an entry; null with the reason where something that must be there is not.</summary>
    public static byte[]? Read(LdapEntry entry, LdapAttributes attributes, out string? wrong)
    {
        var (id, name, email) = (IdOf(entry, attributes), entry.Text(attributes.UserName)?.Trim(), entry.Text(attributes.Email)?.Trim());
        wrong = id is null ? $"It has no {attributes.Id}; the account that binds may not be allowed to read it."
            : string.IsNullOrEmpty(name) ? $"It has no {attributes.UserName}, which gives the user name."
            : name.Length > LongestKey || email?.Length > LongestKey ? $"Its {attributes.UserName} or {attributes.Email} is longer than {LongestKey} characters."
            : name.Any(char.IsControl) || email?.Any(char.IsControl) == true ? $"Its {attributes.UserName} or {attributes.Email} has control characters."
            : null;
        return wrong is null ? Write(entry, attributes, id!, name!, email) : null;
    }

    /// <summary>What a document says.</summary>
    public static UserFacts FactsOf(byte[] document)
    {
        var json = JsonNode.Parse(document)!.AsObject();
        var name = json["userName"]!.GetValue<string>();
        var person = new PersonFacts
        {
            UserName = name,
            NameKey = ScimText.CaseKey(name),
            ExternalId = json["externalId"]!.GetValue<string>(),
            DisplayName = json["displayName"]?.GetValue<string>(),
            GivenName = json["name"]?["givenName"]?.GetValue<string>(),
            FamilyName = json["name"]?["familyName"]?.GetValue<string>(),
            Emails = json["emails"] is JsonArray { Count: > 0 } emails ? [new EmailFact(emails[0]!["value"]!.GetValue<string>(), "work", true)] : [],
            Active = json["active"]!.GetValue<bool>(),
        };
        return new UserFacts(person, [], person.DisplayName is { } display ? ScimText.CaseKey(display) : null);
    }

    /// <summary>The same document, of one who is gone at the source.</summary>
    public static byte[] Inactive(byte[] document)
    {
        var json = JsonNode.Parse(document)!.AsObject();
        json["active"] = false;
        return JsonSerializer.SerializeToUtf8Bytes(json, LdapJson.Default.JsonObject);
    }

    /// <summary>A text without control characters, and no longer than is kept.</summary>
    public static string Clean(string text) => text.Length <= LongestKey && !text.Any(char.IsControl) ? text : new string([.. text.Take(LongestKey).Select(c => char.IsControl(c) ? ' ' : c)]);

    private static byte[] Write(LdapEntry entry, LdapAttributes attributes, string id, string name, string? email)
    {
        var json = new JsonObject { ["externalId"] = id, ["userName"] = name };
        if ((entry.Text(attributes.DisplayName) ?? entry.Text("cn")) is { } display)
        {
            json["displayName"] = Clean(display);
        }

        var names = new JsonObject();
        foreach (var (to, from) in new[] { ("givenName", attributes.GivenName), ("familyName", attributes.FamilyName) })
        {
            if (entry.Text(from) is { } value)
            {
                names[to] = Clean(value);
            }
        }

        if (names.Count > 0)
        {
            json["name"] = names;
        }

        if (!string.IsNullOrEmpty(email))
        {
            json["emails"] = new JsonArray(new JsonObject { ["value"] = email, ["type"] = "work", ["primary"] = true });
        }

        json["active"] = !(int.TryParse(entry.Text("userAccountControl"), System.Globalization.CultureInfo.InvariantCulture, out var flags) && (flags & Disabled) != 0);
        return JsonSerializer.SerializeToUtf8Bytes(json, LdapJson.Default.JsonObject);
    }
}
