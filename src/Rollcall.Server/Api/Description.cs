using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Rollcall.Server.Contracts;
using Rollcall.Server.Hosting;

namespace Rollcall.Server.Api;

/// <summary>The OpenAPI document: committed as docs/reference/openapi.json, and compared by a test.</summary>
internal static class Description
{
    public static void AddTo(IServiceCollection services) => services.AddOpenApi("v1", static options =>
    {
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            Introduce(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(static (operation, _, _) =>
        {
            RefuseByDefault(operation);
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer(static (schema, context, _) =>
        {
            // What is sent must be known; what is answered may grow.
            schema.AdditionalPropertiesAllowed = !context.JsonTypeInfo.Type.Name.EndsWith("Wish", StringComparison.Ordinal) && context.JsonTypeInfo.Type != typeof(AccountChange);
            return Task.CompletedTask;
        });
    });

    public static void Map(IEndpointRouteBuilder routes) => routes.MapOpenApi("/openapi/{documentName}.json").WithMetadata(new Demand.Nothing());

    private static void Introduce(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Rollcall",
            Version = "v1",
            Description = "Everything that operators, administrators and support do, and what client programs ask. Send 'Authorization: Bearer KEY'. "
                + $"Every refusal is {Problem.MediaType} with code, detail and remedy. SCIM itself is described by its RFCs and by /ServiceProviderConfig below each Base URL.",
        };
        // The document is the same wherever it is served.
        document.Servers?.Clear();
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key of an operator, administrator, support or gateway." };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", document)] = [] }];
        document.Tags?.Clear();
    }

    // Typed results name one status for refusals; any may come.
    private static void RefuseByDefault(OpenApiOperation operation)
    {
        operation.Tags?.Clear();
        if (operation.Responses is { } responses && responses.Remove("400", out var refusal))
        {
            refusal.Description = "Refused: code, detail and remedy say why and what to do.";
            responses["default"] = refusal;
        }
    }
}
