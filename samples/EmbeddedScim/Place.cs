using System.Globalization;
using Rollcall.Scim.Resources;

namespace EmbeddedScim;

/// <summary>Where an entry stands in a list: by its sort key if one was asked for, then in order of creation.</summary>
internal sealed record Place(long Number, OrderKey Key)
{
    /// <summary>Less than zero where the left one comes first.</summary>
    public static int Compare(Place left, Place right, ResourceSort? sort)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var byKey = sort?.Compare(left.Key, right.Key) ?? 0;
        return byKey != 0 ? byKey : left.Number.CompareTo(right.Number);
    }

    /// <summary>The place as a position that a cursor can carry.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}{(Key.Text is null ? "" : ":" + Key.Text)}");

    /// <summary>A position back to the place.</summary>
    public static Place Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var number = long.Parse(colon < 0 ? text : text[..colon], CultureInfo.InvariantCulture);
        return new Place(number, new OrderKey(colon < 0 ? null : text[(colon + 1)..]));
    }
}
