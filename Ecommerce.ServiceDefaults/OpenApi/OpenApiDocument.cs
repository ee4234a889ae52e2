using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.OpenApi;

namespace Ecommerce.ServiceDefaults.OpenApi;

internal static class OpenApiDocument
{
    private const string Scheme = "bearer";

    public static void AddOpenApiDocument(this IServiceCollection services)
        => services.AddOpenApi("v1", options => options.AddDocumentTransformer((document, context, _) =>
        {
            var services = context.ApplicationServices;
            document.Info.Title = ServiceName.Of(services.GetRequiredService<IConfiguration>(), services.GetRequiredService<IHostEnvironment>());
            // The document is the same behind every address.
            document.Servers?.Clear();
            document.Components ??= new();
            document.AddComponent(Scheme, new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = Scheme, BearerFormat = "JWT" });
            (document.Security ??= []).Add(new() { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] });
            return Task.CompletedTask;
        }));

    /// <summary>A page to try the API with, for developers.</summary>
    public static void UseOpenApiPage(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
            app.UseSwaggerUI(page => page.SwaggerEndpoint("/openapi/v1.json", "v1"));
    }
}
