using Rollcall.Core.Accounts;

namespace Rollcall.Core.Directories.Scim.Catalogs;

/// <summary>An index as an administrator sees it.</summary>
/// <param name="Type">The name of the resource type.</param>
/// <param name="Path">The path as the schema writes it.</param>
/// <param name="State">How far it is.</param>
/// <param name="Done">How many records building has looked at.</param>
/// <param name="Total">How many records of the type there are now.</param>
/// <param name="Created">When it was asked for.</param>
public sealed record IndexView(string Type, string Path, IndexState State, long Done, long Total, DateTimeOffset Created);
