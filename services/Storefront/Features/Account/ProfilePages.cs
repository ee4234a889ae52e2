using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Accounts;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Languages;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.Storefront.Features.Account;

/// <summary>Name, language and email address.</summary>
internal static class ProfilePages
{
    private const string Page = "~/account";

    public static void MapProfile(this IEndpointRouteBuilder routes)
    {
        var account = routes.MapGroup("/account").DisableAntiforgery();
        account.MapGet("", (string? done, AccountApi api, CancellationToken cancellationToken)
            => ShowAsync(api, FormMessages.None, Notice(done), cancellationToken));
        account.MapPost("/name", RenameAsync);
        account.MapPost("/language", ChooseLanguageAsync);
        account.MapPost("/email", ChangeEmailAsync);
        account.MapPost("/verification", VerifyAsync);
    }

    private static async Task<IResult> RenameAsync([FromForm] string name, AccountApi api, CancellationToken cancellationToken)
        => await api.SendAsync(HttpMethod.Patch, "", new NameChange(name), cancellationToken) is { } problem
            ? await ShowAsync(api, FormMessages.Of(problem, "name"), notice: null, cancellationToken, name)
            : Results.LocalRedirect($"{Page}?done=name");

    /// <summary>Of the account, and of this browser from now on.</summary>
    private static async Task<IResult> ChooseLanguageAsync(
        [FromForm] string language, HttpContext http, AccountApi api, CancellationToken cancellationToken)
    {
        if (Language.Find(language) is not { } chosen)
            return Results.LocalRedirect(Page);
        if (await api.SendAsync(HttpMethod.Patch, "", new LanguageChange(chosen.Tag), cancellationToken) is { } problem)
            return await ShowAsync(api, FormMessages.Of(problem.Messages()), notice: null, cancellationToken);
        http.KeepLanguage(chosen);
        return Results.LocalRedirect(chosen.AddressOf("/account?done=language"));
    }

    private static async Task<IResult> ChangeEmailAsync(
        [FromForm] string email, [FromForm] string password, [FromForm] string? code, AccountApi api, CancellationToken cancellationToken)
        => await api.SendAsync(HttpMethod.Patch, "", new EmailChange(email, password, code.OrNull()), cancellationToken) is { } problem
            ? await ShowAsync(api, FormMessages.Of(problem, "email", "password", "code"), notice: null, cancellationToken, email: email)
            : Results.LocalRedirect($"{Page}?done=email");

    private static async Task<IResult> VerifyAsync(AccountApi api, CancellationToken cancellationToken)
        => await api.SendAsync(HttpMethod.Post, "/verification", cancellationToken) is { } problem
            ? await ShowAsync(api, FormMessages.Of(problem.Messages()), notice: null, cancellationToken)
            : Results.LocalRedirect($"{Page}?done=verification");

    /// <param name="name">As it was entered and not taken, as is <paramref name="email"/>.</param>
    private static async Task<IResult> ShowAsync(
        AccountApi api, FormMessages errors, string? notice, CancellationToken cancellationToken, string? name = null, string? email = null)
        => new RazorComponentResult<ProfilePage>(
            new { Account = await api.ReadAsync(cancellationToken), Errors = errors, Notice = notice, Name = name, Email = email });

    private static string? Notice(string? done) => done switch
    {
        "name" => Texts.Key("Your name is changed."),
        "language" => Texts.Key("Your language is changed."),
        "email" => Texts.Key(
            "A mail with a link is on its way to the new address. It counts once you have opened that link."),
        "registration" => Texts.Key(
            "A mail is on its way to your address. Open the link in it to complete the registration."),
        "verification" => Texts.Key("A mail with a link is on its way."),
        _ => null,
    };
}
