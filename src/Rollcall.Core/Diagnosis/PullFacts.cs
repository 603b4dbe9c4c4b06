using Rollcall.Core.Directories.Ldap;

namespace Rollcall.Core.Diagnosis;

/// <summary>The latest pull of an LDAP directory, dry runs aside.</summary>
/// <param name="Label">The directory's label.</param>
/// <param name="Run">The run.</param>
/// <param name="LastGood">When one last ended well; null where none has.</param>
public sealed record PullFacts(string Label, PullRun Run, DateTimeOffset? LastGood);
