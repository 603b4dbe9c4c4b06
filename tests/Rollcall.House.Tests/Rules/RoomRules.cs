using Rollcall.House.Tests.Plan;
using Rollcall.House.Tests.Reading;

namespace Rollcall.House.Tests.Rules;

/// <summary>The rules about who may use whom. Each answers with one line a fault.</summary>
public static class RoomRules
{
    /// <summary>A type uses only rooms to the left of its own, and lies in a room that the plan knows.</summary>
    public static IEnumerable<string> FloorPlan(IEnumerable<BuiltType> types, FloorPlan plan) => types.SelectMany(type => FloorPlan(type, plan)).Distinct();

    /// <summary>Nothing in a pure room touches the world, nor a room that is not pure.</summary>
    public static IEnumerable<string> Pure(IEnumerable<BuiltType> types, FloorPlan plan) =>
        from type in types
        let place = PlaceOf(type.Namespace, plan)
        where place is not null && plan.Pure.Contains(Name(place))
        from use in type.Uses
        let used = PlaceOf(use.Namespace, plan)
        where used is null ? World.Touches(use) : used.Project == place.Project && !plan.Pure.Contains(Name(used))
        select $"{type.FullName} is pure and uses {use.FullName} in {use.Where}";

    /// <summary>A foreign namespace is used only where the plan says.</summary>
    public static IEnumerable<string> Outside(IEnumerable<BuiltType> types, FloorPlan plan) =>
        from type in types
        let place = PlaceOf(type.Namespace, plan)
        where place is not null
        from use in type.Uses
        from rule in plan.Outside
        where rule.Namespaces.Any(n => World.IsIn(use.Namespace, n)) && !World.IsBadNews(use) && !rule.Places.Any(place.LiesIn)
        select $"{type.FullName} uses {use.FullName} in {use.Where}, which only {string.Join(", ", rule.Places)} may";

    /// <summary>A room of one project uses only those rooms of the other that the plan lists.</summary>
    public static IEnumerable<string> Across(IEnumerable<BuiltType> types, FloorPlan plan, string user, string language) =>
        from type in types
        let place = PlaceOf(type.Namespace, plan)
        where place?.Project == user
        from use in type.Uses
        let used = PlaceOf(use.Namespace, plan)
        where used?.Project == language && !plan.Across.Any(rule => place.LiesIn(rule.Key) && rule.Value.Contains(used.Room))
        select $"{type.FullName} uses {use.FullName} in {use.Where}; the plan's 'across' does not allow it";

    private static IEnumerable<string> FloorPlan(BuiltType type, FloorPlan plan)
    {
        var place = PlaceOf(type.Namespace, plan);
        if (place is null || (place.Room.Length == 0 && type.Name == "Program"))
        {
            return [];
        }

        if (plan.LevelOf(place.Project, place.Room) < 0)
        {
            return [$"{type.FullName} lies in no room of the plan"];
        }

        return from use in type.Uses
               let used = PlaceOf(use.Namespace, plan)
               where used?.Project == place.Project && !plan.MayUse(place.Project, place.Room, used.Room)
               select $"{type.FullName} uses {use.FullName} in {use.Where}: {place.Room} may not use {used.Room}";
    }

    /// <summary>The place in a planned project, or null. The package Rollcall.Scim.AspNetCore has no rooms and is none of Rollcall.Scim.</summary>
    private static Place? PlaceOf(string @namespace, FloorPlan plan) =>
        Place.Of(@namespace, plan.Projects.Keys.Union(Built.Assemblies.Keys)) is { } place && plan.Projects.ContainsKey(place.Project) ? place : null;

    private static string Name(Place place) => place.Project + "/" + place.Room;
}
