namespace Rollcall.Core.Diagnosis;

/// <summary>What people come with: the five symptoms of the playbook (product rule 37).</summary>
public enum Symptom
{
    /// <summary>A provisioned person cannot connect; the widest question, asked where none is named.</summary>
    CannotConnect = 0,

    /// <summary>SCIM cannot be enabled.</summary>
    EnablingRefused = 1,

    /// <summary>The identity provider's Test Connection fails.</summary>
    TestConnectionFails = 2,

    /// <summary>A user is not provisioned, or changes do not arrive.</summary>
    NotProvisioned = 3,

    /// <summary>Two users with one address.</summary>
    Duplicates = 4,
}
