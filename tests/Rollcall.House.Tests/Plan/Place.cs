namespace Rollcall.House.Tests.Plan;

/// <summary>Where a namespace lies in the house.</summary>
/// <param name="Project">The project, such as <c>Rollcall.Core</c>.</param>
/// <param name="Path">The folders below it with slashes, or empty at the project's root.</param>
public sealed record Place(string Project, string Path)
{
    /// <summary>The room: the first folder, or empty at the project's root.</summary>
    public string Room => Path.Split('/')[0];

    /// <summary>The place of a namespace, or null where it belongs to none of the projects.</summary>
    public static Place? Of(string @namespace, IEnumerable<string> projects)
    {
        // Rollcall.Scim.AspNetCore is a project of its own, not a room of Rollcall.Scim: the longest name wins.
        var project = projects.Where(p => @namespace == p || @namespace.StartsWith(p + ".", StringComparison.Ordinal)).MaxBy(static p => p.Length);
        return project is null ? null : new Place(project, @namespace[project.Length..].TrimStart('.').Replace('.', '/'));
    }

    /// <summary>True where this place lies in the one named: a project, a room, or a folder of a room.</summary>
    public bool LiesIn(string name) => name == Project || Path == name || Path.StartsWith(name + "/", StringComparison.Ordinal);

    public override string ToString() => Path.Length == 0 ? Project : Project + "/" + Path;
}
