using Rollcall.Core.Accounts;
using Rollcall.Core.Words;
using Rollcall.Scim.Schemas;

namespace Rollcall.Core.Directories.Scim.Catalogs;

/// <summary>The rows of a catalog while a wish is written into them, and what that changes in words.</summary>
internal sealed class CatalogDraft(CatalogRows before, DateTimeOffset now)
{
    private readonly List<SchemaRow> _schemas = [.. before.Schemas];
    private readonly List<ResourceTypeRow> _types = [.. before.Types];
    private readonly List<string> _changes = [];
    private long _nextNumber = before.Account.Settings.NextNumber;

    /// <summary>What changes, a sentence each.</summary>
    public IReadOnlyList<string> Changes => _changes;

    public void Put(SchemaPiece.OfSchema piece)
    {
        var urn = piece.Schema.Id;
        var at = _schemas.FindIndex(s => string.Equals(s.Urn, urn, StringComparison.OrdinalIgnoreCase));
        if (at < 0)
        {
            _schemas.Add(new SchemaRow(urn, 1, now, now, piece.Document));
            _changes.Add($"adds the schema {urn}");
        }
        else if (!_schemas[at].Document.AsSpan().SequenceEqual(piece.Document))
        {
            // The URN stays as it was first written: documents bear it so.
            _schemas[at] = _schemas[at] with { Version = _schemas[at].Version + 1, Modified = now, Document = piece.Document };
            _changes.Add($"changes the schema {urn}");
        }
    }

    public void Put(SchemaPiece.OfType piece)
    {
        var name = piece.Type.Name;
        var at = _types.FindIndex(t => string.Equals(t.Name, name, StringComparison.OrdinalIgnoreCase));
        if (at < 0)
        {
            var standard = ScimSchemas.Standard.FindType(name)?.Name;
            _types.Add(new ResourceTypeRow(standard ?? name, NumberOf(standard), 1, now, now, piece.Document));
            _changes.Add(standard is null ? $"adds the resource type {name} at {piece.Type.Endpoint}" : $"extends the resource type {standard}");
        }
        else if (!_types[at].Document.AsSpan().SequenceEqual(piece.Document))
        {
            _types[at] = _types[at] with { Version = _types[at].Version + 1, Modified = now, Document = piece.Document };
            _changes.Add($"changes the resource type {_types[at].Name}");
        }
    }

    public bool DropSchema(string urn)
    {
        var gone = _schemas.RemoveAll(s => string.Equals(s.Urn, urn, StringComparison.OrdinalIgnoreCase)) > 0;
        if (gone)
        {
            _changes.Add($"removes the schema {urn}");
        }

        return gone;
    }

    public bool DropType(string name)
    {
        var gone = _types.RemoveAll(t => string.Equals(t.Name, name, StringComparison.OrdinalIgnoreCase)) > 0;
        if (gone)
        {
            _changes.Add(ScimSchemas.Standard.FindType(name) is { } standard ? $"takes what was added from the resource type {standard.Name}" : $"removes the resource type {name}");
        }

        return gone;
    }

    /// <summary>The rows as they are now; their account counts one more version where anything changed.</summary>
    public CatalogRows Rows()
    {
        var settings = before.Account.Settings;
        var next = _changes.Count == 0 ? settings : settings with { Version = settings.Version + 1, CatalogNo = settings.CatalogNo + 1, NextNumber = _nextNumber };
        return before with { Account = before.Account with { Settings = next }, Schemas = [.. _schemas], Types = [.. _types] };
    }

    /// <summary>What a stored type says.</summary>
    public static ResourceTypeOutline OutlineOf(ResourceTypeRow row) =>
        SchemaDocuments.Read(row.Document).Match(d => d.Types[0], e => throw new InvalidOperationException("A stored resource type cannot be read: " + e.Detail));

    private long NumberOf(string? standard) => standard switch
    {
        "User" => (long)RecordType.User,
        "Group" => (long)RecordType.Group,
        _ => _nextNumber++,
    };
}
