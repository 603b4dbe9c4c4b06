namespace Rollcall.Server.Hosting;

/// <summary>Marks the connections of one listener.</summary>
internal sealed record Door(DoorKind Kind);
