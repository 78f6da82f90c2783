# Telar. The work is in tools/ and in the CMake presets. Every target first installs what it lacks (tools/setup).
.PHONY: help play site build desktop test bench clean

help:     ## what there is
	@sed -n 's/^\([a-z]*\): .*## \(.*\)/\1 \2/p' Makefile | \
	  while read -r name what; do printf 'make %-10s%s\n' "$$name" "$$what"; done

play: site     ## build the playground for the browser, serve it on this machine and print its URL
	@tools/serve

site:     ## leave in build/site what any static host can serve
	@tools/setup web
	@tools/build web-release telar-page
	@tools/build web-single telar-page
	@tools/site

build:     ## the native command, build/native-release/telar, and the WebAssembly one, build/web-release/telar-cli.mjs
	@tools/setup native web
	@tools/build native-release telar
	@tools/build web-release telar-cli telar-page

desktop:     ## build the native window and open it
	@tools/setup native
	@tools/build native-release telar
	@build/native-release/telar

test:     ## build and prove everything; logs in build/test-logs
	@tools/setup native web test
	@tools/test

bench: build site     ## measure speeds and the page's budgets
	@tools/setup test
	@tools/build web-single telar-cli
	@tools/bench

clean:     ## remove what was built; the toolchain stays in the user's cache
	rm -rf build
