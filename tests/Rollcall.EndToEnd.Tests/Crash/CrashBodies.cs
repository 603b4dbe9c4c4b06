using System.Globalization;

namespace Rollcall.EndToEnd.Tests.Crash;

/// <summary>Bodies whose every attribute bears the request's number, so that half a change is seen.</summary>
internal static class CrashBodies
{
    /// <summary>The attributes that bear the number.</summary>
    public static readonly string[] Marked = ["displayName", "title", "nickName"];

    public static string User(string name, Attempt attempt) => $$"""
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"externalId":"x-{{name}}","userName":"{{name}}","active":{{Word(attempt.Active)}},
         "displayName":"{{Number(attempt)}}","title":"{{Number(attempt)}}","nickName":"{{Number(attempt)}}","emails":[{"type":"work","primary":true,"value":"{{name}}"}]}
        """;

    public static string Patch(Attempt attempt) => $$"""
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[
         {"op":"Replace","path":"displayName","value":"{{Number(attempt)}}"},
         {"op":"Replace","path":"active","value":{{Word(attempt.Active)}}},
         {"op":"Add","path":"title","value":"{{Number(attempt)}}"},
         {"op":"Replace","value":{"nickName":"{{Number(attempt)}}" } } ]}
        """;

    public static string Members(MemberAttempt attempt) =>
        $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{string.Join(',', attempt.Changes.Select(Operation))}}]}""";

    public static string Bulk(IEnumerable<(PushedUser User, Attempt Attempt)> changes) =>
        $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{{string.Join(',', changes.Select(static change => $$"""{"method":"PATCH","path":"/Users/{{change.User.Id}}","data":{{Patch(change.Attempt)}}}"""))}}]}""";

    public static string Number(Attempt attempt) => attempt.Mark.ToString(CultureInfo.InvariantCulture);

    private static string Operation((PushedUser User, bool Member) change) =>
        $$"""{"op":"{{(change.Member ? "Add" : "Remove")}}","path":"members","value":[{"value":"{{change.User.Id}}"}]}""";

    private static string Word(bool value) => value ? "true" : "false";
}
