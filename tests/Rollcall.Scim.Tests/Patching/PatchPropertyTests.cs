using System.Text.Json.Nodes;
using CsCheck;
using Rollcall.Scim.Errors;
using Rollcall.Scim.Resources;

namespace Rollcall.Scim.Tests.Patching;

public sealed class PatchPropertyTests
{
    private static readonly string[] Paths =
    [
        "title", "active", "name", "name.givenName", "emails", "emails.value", "emails[type eq \"work\"]", "emails[type eq \"home\"].value",
        "emails[type eq \"other\"].primary", "emails[primary eq true].type", "emails[value pr].display", "emails[type eq \"x\" or value co \"@\"]", "manager", "manager.value",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.$ref",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber", "id", "groups", "schemas", "nosuch", "userName", "addresses[type eq \"work\"].locality",
    ];

    private static readonly string[] Values =
    [
        "null", "\"\"", "\"x\"", "\"True\"", "true", "false", "7", "[]", "{}", "[\"x\"]", "{\"value\":\"x\"}", "[{\"value\":\"x\",\"type\":\"work\",\"primary\":true}]",
        "{\"value\":\"y@z\",\"type\":\"home\",\"primary\":\"true\"}", "{\"givenName\":\"G\",\"familyName\":null}", "[{\"value\":\"26118915\"}]",
        "{\"title\":\"t\",\"name.givenName\":\"G\",\"emails\":[{\"value\":\"q\",\"type\":\"work\"}],\"manager\":\"m\"}", "{\"employeeNumber\":\"\",\"manager\":{\"value\":\"\"}}",
    ];

    [Fact]
    public void A_patch_never_touches_its_input_and_leaves_a_document_that_reads_as_itself() =>
        Gen.Select(Pick.Of([.. ScimProfile.All]), Operations()).Sample(
            (profile, operations) =>
            {
                var current = Samples.Babs();
                var result = Samples.Patch(Samples.Body("[" + string.Join(',', operations) + "]"), Samples.User, profile)
                    .Then(plan => plan.Document is null ? (ScimResult<JsonObject>)current : plan.Document(current));
                Assert.True(JsonNode.DeepEquals(Samples.Babs(), current));
                if (!result.TryGet(out var next, out var error))
                {
                    Assert.Equal(400, error.Status);
                    return;
                }

                var reread = Samples.Read(next.ToJsonString(), Samples.User, profile).Ok().Document;
                reread["id"] = "2819c223";
                reread["meta"] = next["meta"]!.DeepClone();
                if (!next.ContainsKey("active"))
                {
                    reread.Remove("active");
                }

                Assert.True(ScimEquality.Same(next, reread), $"{profile.Name} {next.ToJsonString()}\n{reread.ToJsonString()}");
            },
            iter: Effort.Of(20_000));

    [Fact]
    public void Twice_is_once_where_nothing_is_taken_away_and_added_again() =>
        Gen.Select(Pick.Of(Paths), Pick.Of(Values)).Sample(
            (path, value) =>
            {
                var operation = $$"""{"op":"replace","path":{{System.Text.Json.JsonSerializer.Serialize(path)}},"value":{{value}}}""";
                var plan = Samples.Patch(Samples.Body($"[{operation}]"), Samples.User, ScimProfile.Entra);
                if (plan.TryGet(out var once, out _) && once.Document is not null && once.Document(Samples.Babs()).TryGet(out var first, out _)
                    && once.Document(first).TryGet(out var second, out _))
                {
                    Assert.True(ScimEquality.Same(first, second), $"{operation}\n{first.ToJsonString()}\n{second.ToJsonString()}");
                }
            },
            iter: Effort.Of(2000));

    [Fact]
    public void No_bytes_make_a_reader_throw() => Gen.Int[0, 200].Select(Gen.Byte).Array[0, 4].Sample(
        edits =>
        {
            var bytes = Samples.Bytes(Samples.Body("""[{"op":"Add","path":"emails[type eq \"work\"].value","value":{"a":["\u00e9",1.5e3,null]}}]"""));
            foreach (var (at, value) in edits)
            {
                bytes[at % bytes.Length] = value;
            }

            foreach (var profile in ScimProfile.All)
            {
                Rollcall.Scim.Patching.PatchText.Read(bytes, Samples.User, Rollcall.Scim.Schemas.ScimSchemas.Standard, profile, new Tolerances());
                ResourceReader.Read(bytes, Samples.User, Rollcall.Scim.Schemas.ScimSchemas.Standard, profile, new Tolerances());
                Rollcall.Scim.Messages.ErrorBody.Read(bytes);
            }
        },
        iter: Effort.Of(3000));

    private static Gen<string[]> Operations() => Gen.Select(Pick.Of("add", "replace", "remove"), Pick.Of([null, .. Paths]), Pick.Of(Values))
        .Select((verb, path, value) => path is null
            ? $$"""{"op":"{{verb}}","value":{{value}}}"""
            : $$"""{"op":"{{verb}}","path":{{System.Text.Json.JsonSerializer.Serialize(path)}},"value":{{value}}}""")
        .Array[1, 4];
}
