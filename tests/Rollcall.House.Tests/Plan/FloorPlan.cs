namespace Rollcall.House.Tests.Plan;

/// <summary>The floor plan of docs/house.md: which room may use which.</summary>
public sealed record FloorPlan
{
    /// <summary>For each project its rooms, level by level from left to right.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyList<string>>> Projects { get; init; }

    /// <summary>Rooms without time, chance, disk or network, as <c>Project/Room</c>.</summary>
    public required IReadOnlySet<string> Pure { get; init; }

    /// <summary>Foreign namespaces, and the rooms or projects that alone may use them.</summary>
    public required IReadOnlyList<OutsideRule> Outside { get; init; }

    /// <summary>For a room of Rollcall.Core, the rooms of Rollcall.Scim it may use.</summary>
    public required IReadOnlyDictionary<string, IReadOnlySet<string>> Across { get; init; }

    /// <summary>The level of a room, or -1 where the plan does not know it.</summary>
    public int LevelOf(string project, string room)
    {
        var levels = Projects[project];
        for (var level = 0; level < levels.Count; level++)
        {
            if (levels[level].Contains(room, StringComparer.Ordinal))
            {
                return level;
            }
        }

        return -1;
    }

    /// <summary>True where the first room may use the second of the same project.</summary>
    public bool MayUse(string project, string user, string used) =>
        string.Equals(user, used, StringComparison.Ordinal) || LevelOf(project, used) < LevelOf(project, user);
}

/// <summary>Namespaces that only some rooms may use.</summary>
/// <param name="Namespaces">The namespaces, each with all below it.</param>
/// <param name="Places">A room (<c>Storage</c>), a part of one (<c>Directories/Ldap</c>) or a whole project (<c>Rollcall.Server</c>).</param>
public sealed record OutsideRule(IReadOnlyList<string> Namespaces, IReadOnlyList<string> Places);
