namespace Rollcall.Core.Diagnosis;

/// <summary>What a finding does to the question.</summary>
public enum Weight
{
    /// <summary>Good to know.</summary>
    Informs = 0,

    /// <summary>Not the cause, but something will go wrong, or already does elsewhere.</summary>
    Warns = 1,

    /// <summary>By itself a sufficient cause.</summary>
    Blocks = 2,
}
