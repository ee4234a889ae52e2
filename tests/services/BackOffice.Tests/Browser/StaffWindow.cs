using Ecommerce.Browser;
using Microsoft.Playwright;

namespace Ecommerce.BackOffice.Tests.Browser;

internal static class StaffWindow
{
    public const int Narrow = 768;
    public const int Wide = 1440;

    /// <summary>A page of somebody who has signed in and may do what the permissions say.</summary>
    public static async Task<IPage> SignInAsync(
        this Chromium chromium, BackOfficeFixture fixture, string[] permissions, string path = "/", int width = Wide,
        ColorScheme scheme = ColorScheme.Light, Guid? user = null, Uri? address = null, bool inGerman = false)
    {
        fixture.GrantTo(user ?? Guid.CreateVersion7(), permissions);
        var window = await chromium.NewWindowAsync(address ?? fixture.Address, width, scheme);
        if (inGerman)
            await window.AddCookiesAsync([German(address ?? fixture.Address)]);
        var page = await window.NewPageAsync();
        await page.GotoAsync(path);
        await page.Locator("[name=email]").FillAsync(BackOfficeFixture.Email);
        await page.Locator("[name=password]").FillAsync("a good password");
        await page.Locator("[name=password]").PressAsync("Enter");
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
        return page;
    }

    /// <summary>What Chromium emulates as a window's language is not said where a page connects; a cookie is sent there, too.</summary>
    private static Cookie German(Uri site)
        => new() { Name = ".AspNetCore.Culture", Value = Uri.EscapeDataString("c=de|uic=de"), Url = site.ToString() };

    /// <summary>Chooses from a list, and waits for it to be closed: it takes the focus back then.</summary>
    public static async Task ChooseAsync(this ILocator list, string option)
    {
        await list.ClickAsync();
        await list.Page.GetByRole(AriaRole.Option, new() { Name = option }).ClickAsync();
        await Assertions.Expect(list.Page.GetByRole(AriaRole.Option)).ToHaveCountAsync(0);
    }

    /// <summary>Chooses a file once the page's script listens: a choice before that is lost.</summary>
    public static async Task ChooseFileAsync(this IPage page, string label, FilePayload file)
    {
        await page.WaitForFunctionAsync(
            "() => document.querySelector('input[type=file]')?._blazorInputFileNextFileId !== undefined");
        await page.GetByLabel(label).SetInputFilesAsync(file);
    }
}
