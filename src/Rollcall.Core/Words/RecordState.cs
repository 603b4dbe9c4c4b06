namespace Rollcall.Core.Words;

/// <summary>What has become of a record at its source.</summary>
public enum RecordState
{
    /// <summary>There.</summary>
    Live = 0,

    /// <summary>Softly deleted at the source: renamed to objectId and old name (product rule 13). Still there on the wire.</summary>
    Tombstone = 1,

    /// <summary>Deleted by the source: 404 on the wire, its names are free.</summary>
    Deleted = 2,
}
