using Rollcall.House.Tests.Plan;
using Rollcall.House.Tests.Reading;
using Rollcall.House.Tests.Rules;

namespace Rollcall.House.Tests;

/// <summary>The rules of who may use whom, over the built house; and each on the samples, to show that it can fail.</summary>
public sealed class FloorPlanTests
{
    private const string Samples = Built.SampleProject;

    private static readonly FloorPlan SamplePlan = FloorPlanText.Parse($"""
        ```house
        Rollcall.Scim:   Errors < Messages
        Rollcall.Core:   Words < Events
        {Samples}:       Low < High
        pure:            {Samples} up to Low
        outside:         System.Net.Http only Low | System.Text.RegularExpressions only High
        across:          Low may use Nothing
        ```
        """);

    [Fact]
    public void The_plan_is_read_whole()
    {
        var plan = Built.Plan;
        Assert.Equal(["Rollcall.Core", "Rollcall.Scim", "Rollcall.Server"], plan.Projects.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("Rollcall.Core/Admission", plan.Pure);
        Assert.Contains("Rollcall.Scim/Messages", plan.Pure);
        Assert.DoesNotContain("Rollcall.Scim/Serving", plan.Pure);
        Assert.Contains(plan.Outside, static rule => rule.Namespaces.Contains("Npgsql") && rule.Places is ["Storage"]);
        Assert.Equal(["Schemas"], plan.Across["Accounts"]);
        Assert.DoesNotContain("Serving", plan.Across["Applications"]);
        Assert.True(plan.MayUse("Rollcall.Core", "Roll", "Journal"));
        Assert.False(plan.MayUse("Rollcall.Core", "Journal", "Roll"));
        Assert.False(plan.MayUse("Rollcall.Core", "Journal", "Access"));
    }

    [Fact]
    public void Every_project_was_found()
    {
        foreach (var project in Built.Plan.Projects.Keys)
        {
            Assert.Contains(Built.Types, type => Place.Of(type.Namespace, Built.Assemblies.Keys)?.Project == project);
        }

        Assert.Contains(Built.Types, static type => type.Uses.Count > 0);
    }

    [Fact]
    public void A_type_uses_only_rooms_to_its_left() => House.HasNo(RoomRules.FloorPlan(Built.Types, Built.Plan));

    [Fact]
    public void A_type_that_looks_to_its_right_is_found() => House.Finds(RoomRules.FloorPlan(Built.Samples, SamplePlan),
        "Low.Ladder uses Rollcall.House.Tests.Samples.High.Roof in Climb: Low may not use High",
        "Attic.Stranger lies in no room of the plan");

    [Fact]
    public void Pure_rooms_touch_nothing_of_the_world()
    {
        Assert.Contains(Built.Types, static type => Place.Of(type.Namespace, Built.Assemblies.Keys) is { } place && Built.Plan.Pure.Contains(place.Project + "/" + place.Room));
        House.HasNo(RoomRules.Pure(Built.Types, Built.Plan));
    }

    [Fact]
    public void A_task_in_a_closure_of_a_pure_room_is_found() => House.Finds(RoomRules.Pure(Built.Samples, SamplePlan),
        "Low.Dreamer is pure and uses System.Threading.Tasks.Task in Sleep",
        "Low.Ladder is pure and uses Rollcall.House.Tests.Samples.High.Roof in Climb");

    [Fact]
    public void Packages_of_others_stay_in_their_rooms() => House.HasNo(RoomRules.Outside(Built.Types, Built.Plan));

    [Fact]
    public void A_foreign_type_in_the_wrong_room_is_found() => House.Finds(RoomRules.Outside(Built.Samples, SamplePlan),
        "High.Roof uses System.Net.Http.HttpMethod in Wire, which only Low may");

    [Fact]
    public void Core_uses_of_the_language_what_the_plan_allows() => House.HasNo(RoomRules.Across(Built.Types, Built.Plan, "Rollcall.Core", "Rollcall.Scim"));

    [Fact]
    public void A_room_that_reaches_across_is_found()
    {
        var type = Built.Samples.Single(static t => t.Name == "Ladder");
        var reaching = type with { Namespace = "Rollcall.Core.Words", Uses = [new Use("Rollcall.Scim.Errors", "ScimError", "Climb")] };
        House.Finds(RoomRules.Across([reaching], SamplePlan, "Rollcall.Core", "Rollcall.Scim"), "Words.Ladder uses Rollcall.Scim.Errors.ScimError in Climb");
        House.HasNo(RoomRules.Across([reaching], SamplePlan with { Across = Allow("Words", "Errors") }, "Rollcall.Core", "Rollcall.Scim"));
    }

    private static Dictionary<string, IReadOnlySet<string>> Allow(string room, string used) => new(StringComparer.Ordinal) { [room] = new HashSet<string> { used } };
}
