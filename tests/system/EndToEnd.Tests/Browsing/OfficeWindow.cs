using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ecommerce.EndToEnd.Tests.Browsing;

/// <summary>What staff do in the back office, by the words that they read there.</summary>
internal sealed class OfficeWindow(IPage page)
{
    public IPage Page => page;

    public ILocator Dialog => page.GetByRole(AriaRole.Dialog);

    public static async Task<OfficeWindow> SignInAsync(IBrowserContext context, string email, string path)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        await page.GetByLabel("Email address").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(ShopSettings.DemoPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
        return new(page);
    }

    public ILocator Menu(string section)
        => page.GetByRole(AriaRole.Navigation, new() { Name = "Sections" })
            .GetByRole(AriaRole.Link, new() { Name = section, Exact = true });

    public async Task OpenAsync(string path)
    {
        await page.GotoAsync(path);
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).WaitForAsync();
    }

    public Task SeesHeadingAsync(string text)
        => Expect(page.GetByRole(AriaRole.Heading, new() { Name = text, Level = 1 })).ToBeVisibleAsync();

    public Task SeesAsync(string text) => Expect(page.GetByText(text).First).ToBeVisibleAsync(new() { Timeout = 60_000 });

    public Task SeesStatusAsync(string status)
        => Expect(page.GetByRole(AriaRole.Status).GetByText(status, new() { Exact = true })).ToBeVisibleAsync(new() { Timeout = 60_000 });

    public Task PressAsync(string button, ILocator? within = null)
        => Button(button, within).ClickAsync();

    public ILocator Button(string name, ILocator? within = null)
        => (within ?? page.Locator("body")).GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Answers what a dialog asks, and waits until it is done.</summary>
    public async Task ConfirmAsync(string button)
    {
        await PressAsync(button, Dialog);
        await Expect(Dialog).ToHaveCountAsync(0);
    }

    /// <summary>Once the page's script listens: a choice before that is lost.</summary>
    public async Task ChooseFileAsync(string label, FilePayload file)
    {
        await page.WaitForFunctionAsync("() => document.querySelector('input[type=file]')?._blazorInputFileNextFileId !== undefined");
        await page.GetByLabel(label).SetInputFilesAsync(file);
    }
}
