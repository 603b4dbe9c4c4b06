using System.Globalization;
using System.Text.Json.Nodes;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Expressions;
using Rollcall.Scim.Schemas;

namespace Rollcall.Scim.Resources;

/// <summary>The order that <c>sortBy</c> and <c>sortOrder</c> ask for (RFC 7644 section 3.4.2.3).</summary>
/// <remarks>
/// A resource without a value comes last in ascending order and first in descending. Of several values the primary one counts, else the first. Case
/// counts where the attribute says so. What is equal stays in the store's own order.
/// </remarks>
public sealed class ResourceSort : IComparer<OrderKey>
{
    private const int LongestKey = 500;

    private readonly ResourceType _type;
    private readonly AttributeTarget _target;

    private ResourceSort(ResourceType type, AttributeTarget target, AttributePath by, bool descending)
    {
        _type = type;
        _target = target;
        By = by;
        Descending = descending;
    }

    /// <summary>The attribute, as the client named it; a complex one that has a <c>value</c> is sorted by that.</summary>
    public AttributePath By { get; }

    /// <summary>True for <c>descending</c>.</summary>
    public bool Descending { get; }

    /// <summary>Reads both parameters; 400 <c>invalidValue</c> where the attribute is unknown, never returned, or has parts of which none was named.</summary>
    public static ScimResult<ResourceSort> Read(string sortBy, string? sortOrder, ResourceType type)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (ReadOrder(sortOrder) is not { } descending)
        {
            return Refuse("sortOrder is ascending or descending.");
        }

        if (PathText.ParseAttribute(sortBy) is not { } path || AttributeTarget.Find(type, path) is not { Leaf.Returned: not Returned.Never } target)
        {
            return Refuse($"sortBy names {JsonTree.Shown(sortBy)}, which is no attribute of a {type.Name}.");
        }

        if (target.IsMembers || target.IsGroups)
        {
            return Refuse($"{target.Shown} cannot be sorted by.");
        }

        if (target.Leaf.Type == AttributeType.Complex)
        {
            if (target.Attribute.Find("value") is not { } value)
            {
                return Refuse($"{target.Shown} has several parts: sortBy must name one of them.");
            }

            target = target with { Sub = value };
        }

        return new ResourceSort(type, target, path, descending);
    }

    /// <summary>True where a resource of this type can have the attribute.</summary>
    public static bool Knows(string sortBy, ResourceType type) => PathText.ParseAttribute(sortBy) is { } path && AttributeTarget.Find(type, path) is not null;

    /// <summary>The key of one resource.</summary>
    /// <param name="document">Its document in canonical form.</param>
    /// <param name="relations">What its document does not hold: id, times, version.</param>
    public OrderKey KeyOf(JsonObject document, RelationValues? relations)
    {
        var located = Located.InDocument(_type, document, relations, new AttributePath(_target.Extension?.Id, _target.Attribute.Name));
        var values = located?.Values ?? [];
        var chosen = values.FirstOrDefault(ElementList.IsPrimary) ?? (values.Count > 0 ? values[0] : null);
        return new OrderKey(TextOf(_target.Sub is null ? chosen : (chosen as JsonObject)?[_target.Sub.Name]));
    }

    /// <summary>Compares in the order asked for: less than zero where the left one comes first.</summary>
    public int Compare(OrderKey x, OrderKey y)
    {
        var order = (x.Text, y.Text) switch
        {
            (null, null) => 0,
            (null, _) => 1,
            (_, null) => -1,
            var (left, right) when _target.Leaf.Type is AttributeType.Integer or AttributeType.Decimal => Scalars.CompareNumbers(left, right),
            var (left, right) => ScimText.Compare(left, right),
        };
        return Descending ? -order : order;
    }

    private static bool? ReadOrder(string? text) =>
        string.IsNullOrEmpty(text) || string.Equals(text, "ascending", StringComparison.OrdinalIgnoreCase) ? false
        : string.Equals(text, "descending", StringComparison.OrdinalIgnoreCase) ? true
        : null;

    private string? TextOf(JsonNode? value)
    {
        if (Scalars.Text(value) is not { } text)
        {
            return Scalars.Number(value) ?? (Scalars.Flag(value) is { } flag ? (flag ? "1" : "0") : null);
        }

        if (_target.Leaf.Type == AttributeType.DateTime)
        {
            return ScimTime.TryParse(text, out var at) ? at.UtcTicks.ToString("D19", CultureInfo.InvariantCulture) : null;
        }

        return Clip(_target.Leaf.CaseExact ? ScimText.ExactKey(text) : ScimText.CaseKey(text));
    }

    // A key travels in cursors, so that only its beginning counts; what is equal there stays in the store's order.
    private static string Clip(string key) => key.Length <= LongestKey ? key : key[..(char.IsHighSurrogate(key[LongestKey - 1]) ? LongestKey - 1 : LongestKey)];

    private static ScimError Refuse(string detail) => new(400, ScimErrorType.InvalidValue, detail);
}
