using System.Text.Json.Nodes;
using Rollcall.Core.Directories.Scim.Catalogs;
using Rollcall.Core.People;
using Rollcall.Core.Roll;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Core.Directories.Scim;

/// <summary>Reads what the product must know out of a SCIM document: SCIM's words end here.</summary>
public static class DocumentFacts
{
    /// <summary>The longest name, externalId or email that is indexed, in characters.</summary>
    public const int LongestKey = 512;

    /// <summary>What a user's document says; 400 <c>invalidValue</c> where a name cannot be indexed.</summary>
    public static ScimResult<UserFacts> OfUser(JsonObject document, TypeCatalog of)
    {
        ArgumentNullException.ThrowIfNull(of);
        var person = new PersonFacts
        {
            UserName = Text(document, "userName") ?? string.Empty,
            NameKey = ScimText.CaseKey(Text(document, "userName") ?? string.Empty),
            ExternalId = Text(document, "externalId"),
            DisplayName = Text(document, "displayName"),
            GivenName = Text(document["name"] as JsonObject, "givenName"),
            FamilyName = Text(document["name"] as JsonObject, "familyName"),
            Emails = Emails(document),
            Active = document["active"] is not JsonValue active || !active.TryGetValue<bool>(out var value) || value,
        };
        List<FoundBy> keys = [.. person.Emails.Select(e => new FoundBy(KeyAttributes.Email, ScimText.CaseKey(e.Value))).Distinct()];
        // A manager's id that is too long to be indexed is kept all the same; nobody is looked for by it then.
        if (Text((document[Urns.EnterpriseUser] as JsonObject)?["manager"] as JsonObject, "value") is { } manager && ScimText.CaseKey(manager) is { Length: <= LongestKey } managerKey)
        {
            keys.Add(new FoundBy(KeyAttributes.Manager, managerKey));
        }

        return Refuse(("userName", person.UserName), ("externalId", person.ExternalId), ("displayName", person.DisplayName)) ?? Refuse([.. person.Emails.Select(e => ("emails.value", (string?)e.Value))])
            ?? (ScimResult<UserFacts>)With(new UserFacts(person, keys, person.DisplayName is { } name ? ScimText.CaseKey(name) : null), of.Found(document));
    }

    /// <summary>What a group's document says; 400 <c>invalidValue</c> where a name cannot be indexed.</summary>
    public static ScimResult<GroupFacts> OfGroup(JsonObject document)
    {
        var name = Text(document, "displayName") ?? string.Empty;
        var facts = new GroupFacts { DisplayName = name, DisplayKey = ScimText.CaseKey(name), ExternalId = Text(document, "externalId") };
        return Refuse(("displayName", name), ("externalId", facts.ExternalId)) ?? (ScimResult<GroupFacts>)facts;
    }

    /// <summary>What the document of a custom type says; 400 <c>invalidValue</c> where a name cannot be indexed.</summary>
    public static ScimResult<ResourceFacts> OfResource(JsonObject document, string id, TypeCatalog of)
    {
        ArgumentNullException.ThrowIfNull(of);
        var (name, external, found) = (Text(document, "displayName"), Text(document, "externalId"), of.Found(document));
        IEnumerable<FoundBy> byExternalId = external is null ? [] : [new FoundBy(KeyAttributes.ExternalId, external)];
        return Refuse(("displayName", name), ("externalId", external))
            ?? (ScimResult<ResourceFacts>)new ResourceFacts(ScimText.CaseKey(name ?? id), external, [.. byExternalId, .. found.Keys], found.Unique);
    }

    /// <summary>As <see cref="OfUser"/>, of a document that is stored and thus passed.</summary>
    public static UserFacts OfStoredUser(byte[] document, TypeCatalog of) => OfUser(StoredDocument.Parse(document), of).Match(facts => facts, Broken<UserFacts>);

    /// <summary>As <see cref="OfResource"/>, of a document that is stored and thus passed.</summary>
    public static ResourceFacts OfStoredResource(byte[] document, string id, TypeCatalog of) => OfResource(StoredDocument.Parse(document), id, of).Match(facts => facts, Broken<ResourceFacts>);

    private static T Broken<T>(ScimError error) => throw new InvalidOperationException("A stored document cannot be read: " + error.Detail);

    private static UserFacts With(UserFacts facts, FurtherFacts found) => ReferenceEquals(found, FurtherFacts.None) ? facts : facts with { Keys = [.. facts.Keys, .. found.Keys], Unique = found.Unique };

    private static ScimError? Refuse(params (string Attribute, string? Value)[] values)
    {
        foreach (var (attribute, value) in values)
        {
            if (value?.Length > LongestKey)
            {
                return new ScimError(400, ScimErrorType.InvalidValue, $"{attribute} has {value.Length} characters; at most {LongestKey} can be kept.");
            }

            if (value?.Contains('\0', StringComparison.Ordinal) == true)
            {
                return new ScimError(400, ScimErrorType.InvalidValue, $"{attribute} holds a NUL character, which cannot be kept.");
            }
        }

        return null;
    }

    private static List<EmailFact> Emails(JsonObject document) => document["emails"] is not JsonArray emails
        ? []
        : [.. emails.OfType<JsonObject>().Where(e => Text(e, "value") is not null).Select(e => new EmailFact(Text(e, "value")!, Text(e, "type"), IsTrue(e["primary"])))];

    private static bool IsTrue(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    private static string? Text(JsonObject? parent, string name) => parent?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
