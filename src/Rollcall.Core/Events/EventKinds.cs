namespace Rollcall.Core.Events;

/// <summary>Which changes a receiver wants to hear of.</summary>
[Flags]
public enum EventKinds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Creations.</summary>
    Create = 1,

    /// <summary>Changes by PATCH, and all that are no PUT.</summary>
    Patch = 2,

    /// <summary>Replacements by PUT.</summary>
    Put = 4,

    /// <summary>Deletions.</summary>
    Delete = 8,

    /// <summary>Somebody became active.</summary>
    Activate = 16,

    /// <summary>Somebody became inactive.</summary>
    Deactivate = 32,

    /// <summary>All of them.</summary>
    All = Create | Patch | Put | Delete | Activate | Deactivate,
}
