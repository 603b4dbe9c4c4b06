namespace Rollcall.EndToEnd.Tests;

/// <summary>What an identity provider sends.</summary>
internal static class Bodies
{
    public static string User(string userName) => $$"""
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"externalId":"x-{{userName}}","userName":"{{userName}}","active":true,
         "displayName":"{{userName}}","emails":[{"type":"work","primary":true,"value":"{{userName}}"}]}
        """;

    public static string Group(string name) => $$"""
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"{{name}}"}
        """;

    public static string Rename(string displayName) => Patch($$"""{"op":"Replace","path":"displayName","value":"{{displayName}}"}""");

    public static string Join(string id) => Patch($$"""{"op":"Add","path":"members","value":[{"$ref":null,"value":"{{id}}"}]}""");

    private static string Patch(string operation) => $$"""
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operation}}]}
        """;
}
