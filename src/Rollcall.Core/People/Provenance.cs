using Rollcall.Core.Words;

namespace Rollcall.Core.People;

/// <summary>Where a user's attributes come from.</summary>
/// <param name="Kind">The kind of the leading directory.</param>
/// <param name="Directory">The leading directory.</param>
/// <param name="Parked">The other records, which lie beside the leading one and say nothing, in the order in which they would lead.</param>
public sealed record Provenance(DirectoryKind Kind, RowKey Directory, IReadOnlyList<RowKey> Parked);
