namespace Rollcall.Server.Hosting;

/// <summary>The listeners that a server may have.</summary>
internal enum DoorKind
{
    /// <summary>The port for everybody.</summary>
    Main = 0,

    /// <summary>The Unix socket of the local operator.</summary>
    OperatorSocket = 1,

    /// <summary>The port of metrics and health alone.</summary>
    Metrics = 2,
}
