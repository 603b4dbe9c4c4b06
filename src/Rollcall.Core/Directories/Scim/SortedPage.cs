using System.Globalization;
using Rollcall.Core.Roll;
using Rollcall.Core.Storage;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Serving;

namespace Rollcall.Core.Directories.Scim;

/// <summary>A page of a sorted list: the keys of all matches are put in order, and the records of the page alone are read again.</summary>
internal sealed class SortedPage(Store store, RecordWalk walk, ResourceSort sort, long account)
{
    public async ValueTask<ScimResult<ResourcePage>> ReadAsync(ResourceQuery query, RecordShaping shape, CancellationToken ct)
    {
        var places = new List<Place>();
        var walked = await walk.RunAsync(
            0,
            record =>
            {
                places.Add(new Place(sort.KeyOf(StoredDocument.Parse(record.Document), RecordDecision.Facts(record)), record.Head.Key));
                return true;
            },
            ct);
        if (!walked.TryGet(out var whole, out var error))
        {
            return error;
        }

        if (!whole)
        {
            return new ScimError(400, ScimErrorType.TooMany, $"A list can be sorted only up to {walk.Budget.Rows:N0} resources: filter it, or leave sortBy out.");
        }

        places.Sort(Compare);
        var start = query.After switch
        {
            null => query.StartIndex - 1,
            "" => 0,
            { } after => FirstBehind(places, Read(after)),
        };
        var page = places.Skip(start).Take(query.Count).ToList();
        var more = query.After is not null && start + page.Count < places.Count && page.Count > 0;
        return new ResourcePage(places.Count, await shape.ResourcesAsync(query.Type, await RecordsAsync(page, ct), query.Relations, ct))
        {
            Next = more ? Print(page[^1]) : null,
        };
    }

    /// <summary>What was deleted since it was put in order is left out.</summary>
    private async ValueTask<List<StoredRecord>> RecordsAsync(List<Place> page, CancellationToken ct)
    {
        var records = await store.ReadAsync((s, c) => KeyReader.RecordsAsync(s, account, page.Select(p => p.Key), c), ct);
        var byKey = records.ToDictionary(r => r.Head.Key);
        return [.. page.Select(p => byKey.GetValueOrDefault(p.Key)).OfType<StoredRecord>()];
    }

    private int FirstBehind(List<Place> places, Place last)
    {
        var found = places.BinarySearch(last, Comparer<Place>.Create(Compare));
        return found < 0 ? ~found : found + 1;
    }

    private int Compare(Place left, Place right)
    {
        var byValue = sort.Compare(left.Value, right.Value);
        return byValue != 0 ? byValue : left.Key.CompareTo(right.Key);
    }

    private static string Print(Place place) => string.Create(CultureInfo.InvariantCulture, $"{place.Key}{(place.Value.Text is null ? "" : ":" + place.Value.Text)}");

    private static Place Read(string position)
    {
        var colon = position.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? new Place(default, long.Parse(position, CultureInfo.InvariantCulture))
            : new Place(new OrderKey(position[(colon + 1)..]), long.Parse(position.AsSpan(0, colon), CultureInfo.InvariantCulture));
    }

    /// <summary>Where a record stands: by its value, then in order of creation.</summary>
    private readonly record struct Place(OrderKey Value, long Key);
}
