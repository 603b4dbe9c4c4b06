using System.Text.Json.Nodes;
using Rollcall.Core.Accounts;
using Rollcall.Core.Roll;
using Rollcall.Core.Words;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;

namespace Rollcall.Core.Directories.Scim.Catalogs;

/// <summary>A resource type of an account: how it looks, under which number its records lie, and what they are found by.</summary>
public sealed class TypeCatalog
{
    private readonly IReadOnlyList<KeptAttribute> _kept;
    private readonly IReadOnlyList<string> _customExtensions;

    internal TypeCatalog(ResourceType type, RecordType number, IReadOnlyList<KeptAttribute> kept)
    {
        Type = type;
        Number = number;
        _kept = [.. kept.Where(k => k.Row.State != IndexState.Dropping)];
        _customExtensions = [.. type.Extensions.Select(e => e.Schema.Id).Where(urn => !SchemaRules.IsReserved(urn))];
        Ready = [.. _kept.Where(k => k.Row is { IsUnique: false, State: IndexState.Ready }).Select(k => k.Attribute)];
    }

    /// <summary>How its resources look.</summary>
    public ResourceType Type { get; }

    /// <summary>The number of its records.</summary>
    public RecordType Number { get; }

    /// <summary>Whether it is the account's own, neither User nor Group.</summary>
    public bool IsCustom => Number is not (RecordType.User or RecordType.Group);

    /// <summary>Indexes that hold every record of the type.</summary>
    public IReadOnlyList<AttributeIndex> Ready { get; }

    /// <summary>What a document is found by, as the account wishes it, beside what every account's are.</summary>
    public FurtherFacts Found(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (_kept.Count == 0 && _customExtensions.Count == 0)
        {
            return FurtherFacts.None;
        }

        var keys = _customExtensions.Where(urn => document[urn] is JsonObject { Count: > 0 }).Select(urn => new FoundBy(KeyAttributes.Extension, KeyAttributes.OfExtension(Number, urn)));
        return new FurtherFacts([.. keys, .. Rows(document, isUnique: false)], [.. Rows(document, isUnique: true)]);
    }

    /// <summary>The number of the ready index of a path, or null.</summary>
    internal long? NumberOf(string path) => _kept.FirstOrDefault(k => k.Row is { IsUnique: false, State: IndexState.Ready } && k.Attribute.Path == path)?.Row.Number;

    /// <summary>The path that a number stands for, or null.</summary>
    internal string? PathOf(long number) => _kept.FirstOrDefault(k => k.Row.Number == number)?.Attribute.Path;

    private IEnumerable<FoundBy> Rows(JsonObject document, bool isUnique) =>
        _kept.Where(k => k.Row.IsUnique == isUnique).SelectMany(k => k.Attribute.KeysOf(document).Select(key => new FoundBy(k.Row.Number, key)));
}

/// <summary>An attribute whose values are kept as rows.</summary>
/// <param name="Attribute">Reads them out of documents.</param>
/// <param name="Row">How far it is.</param>
internal sealed record KeptAttribute(AttributeIndex Attribute, IndexedAttributeRow Row);
