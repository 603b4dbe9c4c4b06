using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Rollcall.Core.Accounts;
using Rollcall.Core.Diagnosis;
using Rollcall.Core.Directories.Scim;
using Rollcall.Core.Directories.Scim.Catalogs;
using Rollcall.Core.Journal;
using Rollcall.Core.Roll;
using Rollcall.Core.Storage;
using Rollcall.Core.Words;
using Rollcall.Scim.Resources;
using Rollcall.Scim.Schemas;
using Rollcall.Scim.Serving;

namespace Rollcall.Core.Tests.Directories;

/// <summary>An account with a SCIM directory, spoken to through the protocol but without HTTP.</summary>
internal sealed class ScimBench
{
    private static readonly ScimProvider Provider = new(new ScimOptions());
    private readonly ScimProfile _profile;

    private ScimBench(Store store, AccountRow account, DirectoryRow directory, ScimProfile profile)
    {
        Store = store;
        Account = account;
        Directory = directory;
        Registrar = new Registrar(store);
        _profile = profile;
    }

    public Store Store { get; }

    public AccountRow Account { get; }

    public DirectoryRow Directory { get; }

    public Registrar Registrar { get; }

    /// <summary>The process that answers; null where a repeated create is always a conflict.</summary>
    public Births? Births { get; set; }

    /// <summary>Who asks, as the journal has it.</summary>
    public string Actor { get; set; } = "rct_12345678";

    /// <summary>Told what a create is answered with.</summary>
    public Action<BirthAnswer>? Answering { get; set; }

    /// <summary>How much a list request may look at.</summary>
    public ScanBudget Budget { get; set; } = ScanBudget.Default;

    /// <summary>What the account defined; <see cref="ReadCatalogAsync"/> reads it anew.</summary>
    public AccountCatalog Catalog { get; set; } = AccountCatalog.Standard;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static Origin Origin { get; } = new() { Actor = "test", Verb = "TEST", Route = "/", Status = 200 };

    public static async Task<ScimBench> OpenAsync(Store store, ScimProfile profile, int licenses = 10, string subdomain = "acme")
    {
        var account = Done(await new AccountRegister(store).CreateAsync("Acme", subdomain, UserIdType.Email, Origin));
        var directory = Done(await new DirectoryRegister(store).CreateScimAsync(account.Number, "Entra", IdentityProvider.Entra, enable: true, Origin));
        var bench = new ScimBench(store, account, directory, profile);
        await new LicenseDesk(bench.Registrar).SetAsync(account.Number, licenses, null, null, Origin);
        return bench;
    }

    public ScimBench With(DirectoryRow directory) => new(Store, Account, directory, _profile) { Catalog = Catalog };

    /// <summary>As a request after the next would.</summary>
    public async Task ReadCatalogAsync() => Catalog = await new AccountCatalogs(Store).FindAsync((await new AccountRegister(Store).FindAsync(Account.Number, Ct))!, Ct);

    public async Task<(int Status, JsonObject? Body)> SendAsync(ScimOperation operation, string path, string? body = null, string? filter = null, string? ifMatch = null, string? startIndex = null, string? count = null, string? excluded = null, Func<ScimRequest, ScimRequest>? adjust = null)
    {
        var parts = path.Trim('/').Split('/');
        var type = Catalog.Schemas.Types.First(t => t.Endpoint == "/" + parts[0]);
        var binding = new ScimBinding { Directory = Directory, Profile = _profile, Catalog = Catalog, Budget = Budget, Origin = () => Origin with { Directory = Directory.Key.Value, Verb = operation == ScimOperation.Replace ? "PUT" : operation.ToString(), Actor = Actor }, Births = Births, Answering = Answering };
        var scope = new ScimScope { Store = new DirectoryScimStore(Store, Registrar, binding), BaseUrl = new Uri("https://rollcall.example/scim/v2/a/d"), Profile = _profile, Schemas = Catalog.Schemas };
        var request = new ScimRequest
        {
            Operation = operation,
            Type = type,
            Id = parts.Length > 1 ? parts[1] : "",
            Body = body is null ? default : Encoding.UTF8.GetBytes(body),
            Filter = filter,
            IfMatch = ifMatch,
            StartIndex = startIndex,
            Count = count,
            ExcludedAttributes = excluded,
        };
        var answer = await Provider.AnswerAsync(scope, adjust?.Invoke(request) ?? request, Ct);
        if (answer.Body is null)
        {
            return (answer.Status, null);
        }

        var output = new ArrayBufferWriter<byte>();
        answer.Body(output);
        return (answer.Status, JsonNode.Parse(output.WrittenSpan)!.AsObject());
    }

    public async Task<string> CreateUserAsync(string name, string? email, string? externalId = null, bool active = true)
    {
        var (status, body) = await SendAsync(ScimOperation.Create, "/Users", UserBody(name, email, externalId, active));
        Assert.Equal(201, status);
        return body!["id"]!.GetValue<string>();
    }

    public static string UserBody(string name, string? email, string? externalId = null, bool active = true) => new JsonObject
    {
        ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:User", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"),
        ["userName"] = name,
        ["externalId"] = externalId,
        ["active"] = active,
        ["displayName"] = name,
        ["emails"] = email is null ? null : new JsonArray(new JsonObject { ["primary"] = true, ["type"] = "work", ["value"] = email }),
    }.ToJsonString();

    public static string Patch(string operations) => $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operations}}]}""";

    public async Task<Explanation> WhyAsync(string asked, Symptom symptom = Symptom.CannotConnect)
    {
        var facts = await new CaseFileReader(Store, TimeProvider.System).ReadAsync(Account, new Question { Symptom = symptom, Asked = asked, NameKey = ScimText.CaseKey(asked) }, Ct);
        return Doctor.Examine(facts);
    }

    public static T Done<T>(Outcome<T> outcome) => Assert.IsType<Outcome<T>.Done>(outcome).Value;
}
