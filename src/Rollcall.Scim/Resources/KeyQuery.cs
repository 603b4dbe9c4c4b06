using Rollcall.Scim.Expressions;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Resources;

/// <summary>How an index can narrow a filter: every resource that the filter matches is in the set that the query names.</summary>
public abstract record KeyQuery
{
    private KeyQuery() { }

    /// <summary>True where the set is exactly what the filter matches, so that no document needs to be read to decide.</summary>
    public bool IsExact { get; init; }

    /// <summary>No narrowing.</summary>
    public sealed record Everything : KeyQuery;

    /// <summary>Nothing can match.</summary>
    public sealed record Nothing : KeyQuery;

    /// <summary>The resource of this id, case counts.</summary>
    public sealed record Id(string Value) : KeyQuery;

    /// <summary>Users whose userName has this <see cref="ScimText.CaseKey"/>.</summary>
    public sealed record UserName(string CaseKey) : KeyQuery;

    /// <summary>Resources of this externalId, case counts.</summary>
    public sealed record ExternalId(string Value) : KeyQuery;

    /// <summary>Users of whom any email has this <see cref="ScimText.CaseKey"/>.</summary>
    public sealed record Email(string CaseKey) : KeyQuery;

    /// <summary>Resources whose displayName has this <see cref="ScimText.CaseKey"/>.</summary>
    public sealed record DisplayName(string CaseKey) : KeyQuery;

    /// <summary>Groups that have this member.</summary>
    public sealed record Member(string Value) : KeyQuery;

    /// <summary>The narrowest query that holds all matches of the filter.</summary>
    public static KeyQuery From(Filter? filter, ResourceType type) => throw new NotSupportedException("not filled yet");
}
